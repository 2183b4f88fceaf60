import { findDate } from './dates.ts';
import type { ArticleRules } from './extraction-rules.ts';

/** Reads the lines of a page that state author, outlet, date and editors. */
export interface BylineReader {
  /** Such lines near the title, and those anywhere that begin with a label. */
  linesOf(lines: readonly string[], title: string): string[];
  /** The value behind a label of this kind in any of the lines. */
  labelled(lines: readonly string[], kind: 'outlet' | 'author'): string | undefined;
  /** In a line such as `2026-11-20 10:30 | 西部民生在线 | 记者：李明` the part beside the date that has no label of its own. */
  barred(lines: readonly string[]): string | undefined;
  /** A name, or undefined where it is an address, a date or one of the names systems write. */
  author(text: string): string | undefined;
}

const NEAR = 10;
const BEFORE = 4;
const LONGEST = 160;
const LONGEST_DATE_LINE = 60;
const COLON = String.raw`\s*[:：丨]`;

export function bylineReader(rules: ArticleRules): BylineReader {
  const { outlet, author, editor, date } = rules.labels;
  const any = alternatives([...outlet, ...author, ...editor, ...date]);
  const begins = new RegExp(String.raw`^[（(【\[]?\s*(${any})\s*[:：丨|]`, 'u');
  const next = new RegExp(String.raw`[\s（(【\[|丨,，;；]*(?:${any})${COLON}`, 'u');
  const kinds = {
    outlet: labelPattern(outlet, `${COLON}\\s*`),
    author: labelPattern(author, String.raw`(?:${COLON}\s*|\s+(?=\p{Script=Han}{2,4}(?:[\s)）\]】|]|$)))`),
  };
  const isByline = (line: string, title: string): boolean => {
    if (line.length > LONGEST || line === title) return false;
    if (begins.test(line) || kinds.outlet.test(line) || kinds.author.test(line)) return true;
    // A date counts where there is hardly anything else.
    return line.length <= LONGEST_DATE_LINE && findDate(line) !== undefined;
  };
  return {
    linesOf: (lines, title) => {
      const places = lines.flatMap((line, at) => (title !== '' && line.includes(title) ? [at] : []));
      const near = (places.length === 0 ? [0] : places.slice(0, 4)).flatMap((place) =>
        lines.slice(Math.max(0, place - BEFORE), place + NEAR),
      );
      const labelledLines = lines.filter((line) => line.length <= LONGEST && begins.test(line));
      return [...new Set([...near.filter((line) => isByline(line, title)), ...labelledLines])];
    },
    labelled: (lines, kind) => firstOf(lines, (line) => valueBehind(line, kinds[kind], next, kind === 'author')),
    barred: (lines) => firstOf(lines, (line) => freePart(line, begins)),
    author: (text) => authorIn(text, rules),
  };
}

function alternatives(words: readonly string[]): string {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  return longestFirst.map((word) => word.replace(/[/.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
}

/** A label that stands by itself, and what separates it from its value. */
function labelPattern(labels: readonly string[], separator: string): RegExp {
  return new RegExp(String.raw`(?:^|[\s（(【\[|丨/,，;；)）\]】\d])(?:${alternatives(labels)})${separator}`, 'u');
}

function firstOf(lines: readonly string[], read: (line: string) => string | undefined): string | undefined {
  for (const line of lines) {
    const found = read(line);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Up to the next label, date, bracket or bar; blanks end Chinese values, but not Latin names. */
function valueBehind(line: string, label: RegExp, next: RegExp, several: boolean): string | undefined {
  const match = label.exec(line);
  if (match === null) return undefined;
  const rest = line.slice(match.index + match[0].length);
  const end = next.exec(rest)?.index;
  const piece = untilBreak(end === undefined ? rest : rest.slice(0, end));
  const chinese = /^\s*[《“"]?\p{Script=Han}/u.test(piece);
  const value = (chinese ? chineseValue(piece, several) : piece).replace(/^[《“"\s]+|[》”"\s,，、]+$/gu, '');
  return value.length >= 2 && value.length <= LONGEST_DATE_LINE ? value : undefined;
}

/** Up to a bar, a stop, a date, or a bracket that was opened before the value. */
function untilBreak(text: string): string {
  const piece = text.split(/[|丨。;；]|(?:19|20)\d{2}\s*[-年/.]/u)[0] ?? '';
  const [open, close] = [piece.search(/[（(【[]/), piece.search(/[）)】\]]/)];
  return close >= 0 && (open < 0 || close < open) ? piece.slice(0, close) : piece;
}

/** Several persons are written with blanks between (王芳 李明); everything else ends at a blank. */
function chineseValue(piece: string, several: boolean): string {
  const parts = piece.trim().split(/\s+/);
  const other = parts.findIndex((part) => !/^\p{Script=Han}{2,4}$/u.test(part));
  return parts.slice(0, several ? (other < 0 ? parts.length : Math.max(1, other)) : 1).join(' ');
}

function freePart(line: string, begins: RegExp): string | undefined {
  const parts = line.split(/\s*[|｜丨]\s*/);
  if (parts.length < 2 || parts.length > 4 || findDate(parts[0] ?? '') === undefined) return undefined;
  return parts
    .slice(1)
    .find((part) => part.length >= 2 && part.length <= 30 && /\p{L}/u.test(part) && !begins.test(part) && findDate(part) === undefined);
}

function authorIn(text: string, rules: ArticleRules): string | undefined {
  const label = new RegExp(String.raw`^(?:${alternatives(rules.labels.author)})${COLON}?\s*`, 'u');
  const author = text
    .replace(/^\s*(by|von|par|por|di|door)\s+/i, '')
    .replace(label, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (author.length < 2 || author.length > 80 || /^https?:|@\w|^\P{L}*$/u.test(author)) return undefined;
  return findDate(author) !== undefined || rules.notAuthors.includes(author.toLowerCase()) ? undefined : author;
}
