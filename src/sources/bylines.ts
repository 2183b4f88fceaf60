import { findDate } from './dates.ts';
import type { ArticleRules } from './extraction-rules.ts';

const NEAR = 10;
const BEFORE = 4;
const LONGEST = 160;

/** Lines near the title, and at the end of the page's text, that state author, outlet, date or editors. */
export function bylineLines(lines: readonly string[], title: string, rules: ArticleRules): string[] {
  const places = lines.flatMap((line, at) => (title !== '' && line.includes(title) ? [at] : []));
  const found = new Set<string>();
  for (const place of places.length === 0 ? [0] : places.slice(0, 4)) {
    for (const line of lines.slice(Math.max(0, place - BEFORE), place + NEAR)) if (isByline(line, title, rules)) found.add(line);
  }
  for (const line of lines) if (line.length <= LONGEST && startsWithLabel(line, rules)) found.add(line);
  return [...found];
}

function isByline(line: string, title: string, rules: ArticleRules): boolean {
  if (line.length > LONGEST || line === title) return false;
  if (startsWithLabel(line, rules) || labelPattern([...rules.labels.outlet, ...rules.labels.author]).test(line)) return true;
  // A date counts where there is hardly anything else.
  return line.length <= 60 && findDate(line) !== undefined;
}

function startsWithLabel(line: string, rules: ArticleRules): boolean {
  const { outlet, author, editor, date } = rules.labels;
  return new RegExp(`^[（(【\\[]?\\s*(${alternatives([...outlet, ...author, ...editor, ...date])})\\s*[:：丨|]`, 'u').test(line);
}

function labelPattern(labels: readonly string[]): RegExp {
  return new RegExp(`(?:^|[\\s（(【\\[|丨/,，;；)）\\]】\\d])(?:${alternatives(labels)})\\s*[:：丨]\\s*`, 'u');
}

function alternatives(words: readonly string[]): string {
  return words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[/.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
}

/** The value behind the first of these labels in any line. */
export function labelled(lines: readonly string[], labels: readonly string[], rules: ArticleRules): string | undefined {
  const pattern = labelPattern(labels);
  for (const line of lines) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const value = valueAt(line.slice(match.index + match[0].length), rules);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Up to the next label, date, bracket or bar; blanks end Chinese values, but not Latin names. */
function valueAt(rest: string, rules: ArticleRules): string | undefined {
  const { outlet, author, editor, date } = rules.labels;
  const next = new RegExp(`[\\s（(【\\[|丨,，;；]*(?:${alternatives([...outlet, ...author, ...editor, ...date])})\\s*[:：丨]`, 'u').exec(
    rest,
  );
  const piece = (next === null ? rest : rest.slice(0, next.index)).split(/[|丨）)】\]。;；]|(?:19|20)\d{2}\s*[-年/.]/u)[0] ?? '';
  const chinese = /^\s*[《“"]?\p{Script=Han}/u.test(piece);
  const value = (chinese ? chineseValue(piece) : piece).replace(/^[《“"\s]+|[》”"\s,，、]+$/gu, '');
  return value.length >= 2 && value.length <= 60 ? value : undefined;
}

/** Several persons are written with blanks between: 王芳 李明. */
function chineseValue(piece: string): string {
  const parts = piece.trim().split(/\s+/);
  const names: string[] = [];
  for (const part of parts) {
    if (names.length > 0 && !/^\p{Script=Han}{2,4}$/u.test(part)) break;
    names.push(part);
    if (!/^\p{Script=Han}{2,4}$/u.test(part)) break;
  }
  return names.join(' ');
}

/** A name, or undefined where it is an address, a date or one of the names systems write. */
export function authorsOf(text: string, rules: ArticleRules): string | undefined {
  const author = text
    .replace(/^\s*(by|von|par|por|di|door)\s+/i, '')
    .replace(new RegExp(`^(?:${alternatives(rules.labels.author)})\\s*[:：丨]?\\s*`, 'u'), '')
    .replace(/\s+/g, ' ')
    .trim();
  if (author.length < 2 || author.length > 80 || /^https?:|@\w|^\P{L}*$/u.test(author)) return undefined;
  if (findDate(author) !== undefined || rules.notAuthors.includes(author.toLowerCase())) return undefined;
  return author;
}
