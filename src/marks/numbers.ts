import type { Folded } from '#src/lang/fold.ts';
import { certificateKey, type Mark } from '#src/registry/index.ts';

/** A certificate number shown in a text, `[from, to)` in folded units. */
export interface ShownNumber {
  readonly mark: string;
  readonly from: number;
  readonly to: number;
  /** Letters and digits only, capitals. */
  readonly key: string;
  /** Whether it has the shape of the mark's numbers, formatting apart. */
  readonly wellFormed: boolean;
}

interface CompiledPattern {
  readonly mark: string;
  /** Over squeezed text: letters, digits and Han only. */
  readonly pattern: RegExp;
  readonly prefix: string;
}

export interface NumberFinder {
  find(folded: Folded): ShownNumber[];
}

interface Squeezed {
  readonly text: string;
  readonly at: readonly number[];
}

const shortestPrefix = 2;

/** Compiles the number patterns of the marks for text as people write it: any width, case, spaces, hyphens and brackets. */
export function createNumberFinder(marks: readonly Mark[], latinLookAlikes: Readonly<Record<string, string>>): NumberFinder {
  const patterns = marks.map(compileNumberPattern);
  return {
    find(folded) {
      if (!/[0-9]/.test(folded.text)) return [];
      const squeezed = squeeze(folded.text, latinLookAlikes);
      const wellFormed = patterns.flatMap((compiled) => findWellFormed(compiled, squeezed, folded.text));
      const malformed = patterns
        .flatMap((compiled) => findMalformed(compiled, folded.text, latinLookAlikes))
        .filter((shown) => !wellFormed.some((other) => overlap(shown, other)));
      return [...wellFormed, ...malformed].sort((a, b) => a.from - b.from);
    },
  };
}

export function overlap(a: { readonly from: number; readonly to: number }, b: { readonly from: number; readonly to: number }): boolean {
  return a.from < b.to && b.from < a.to;
}

/** `QHPZ\[\d{4}\]\d{4}号` → `QHPZ\d{4}\d{4}号?`: what formatting may change is taken out of the pattern as it is out of the text. */
export function compileNumberPattern(mark: Mark): CompiledPattern {
  let source = '';
  const parts = mark.numberPattern.match(/\\.|\[(?:\\.|[^\]])*\]|\{[^}]*\}|[\s\S]/g) ?? [];
  let dropped = false;
  for (const part of parts) {
    const quantifier = /^(?:[?*+]|\{)/.test(part);
    if (quantifier && dropped) continue;
    dropped = isFormatting(part);
    if (dropped) continue;
    source += /^\p{Script=Han}$/u.test(part) ? `${part}?` : part;
  }
  const prefix = /^[A-Za-z]*/.exec(mark.numberPattern)?.[0] ?? '';
  return { mark: mark.id, pattern: new RegExp(source, 'giu'), prefix: prefix.toUpperCase() };
}

/** A hyphen, bracket, dot, slash or space that stands for itself in a pattern. */
function isFormatting(part: string): boolean {
  return /^(?:\\[-[\]()/._ s]|[-/_ ]|[［］（）〔〕【】\u2010-\u2015])$/.test(part);
}

function squeeze(text: string, latin: Readonly<Record<string, string>>): Squeezed {
  let out = '';
  const at: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text[index] ?? '';
    const plain = latin[unit] ?? unit;
    if (!/[a-z0-9\p{Script=Han}]/u.test(plain)) {
      if (!/[\s\p{Pd}\p{Ps}\p{Pe}·._/\\~|*:−]/u.test(plain)) {
        out += '\u0000';
        at.push(index);
      }
      continue;
    }
    out += plain;
    at.push(index);
  }
  return { text: out, at };
}

function findWellFormed({ mark, pattern }: CompiledPattern, squeezed: Squeezed, folded: string): ShownNumber[] {
  const found: ShownNumber[] = [];
  for (const match of squeezed.text.matchAll(pattern)) {
    const from = squeezed.at[match.index];
    const last = squeezed.at[match.index + match[0].length - 1];
    if (from === undefined || last === undefined) continue;
    const to = last + 1;
    if (isWordCharacter(folded[from - 1]) || continues(folded, to)) continue;
    found.push({ mark, from, to, key: certificateKey(match[0]), wellFormed: true });
  }
  return found;
}

/** Letters of the scheme, then something like a number that the pattern refused: too few digits, other digits, another order. */
function findMalformed({ mark, prefix }: CompiledPattern, folded: string, latin: Readonly<Record<string, string>>): ShownNumber[] {
  if (prefix.length < shortestPrefix) return [];
  const plain = folded.replace(/[^\x20-\x7e\p{Script=Han}]/gu, (unit) => (unit.length === 1 ? (latin[unit] ?? unit) : unit));
  const token = new RegExp(`(?<![a-z0-9])${prefix.toLowerCase()}(?:(?: ?[-\\p{Pd}\\[(〔【·._/] ?){0,2}[a-z0-9\\])〕】]){3,30}号?`, 'gu');
  const found: ShownNumber[] = [];
  for (const match of plain.matchAll(token)) {
    const body = match[0].slice(prefix.length);
    const digits = body.replace(/[^0-9]/g, '').length;
    const set = /^[^\s]/.test(body) && /[0-9]/.test(body.slice(0, 4));
    if (!set || digits < (prefix.length > 2 ? 5 : 8)) continue;
    const text = match[0].trimEnd();
    found.push({ mark, from: match.index, to: match.index + text.length, key: certificateKey(text), wellFormed: false });
  }
  return found;
}

function isWordCharacter(unit: string | undefined): boolean {
  return unit !== undefined && /[a-z0-9]/.test(unit);
}

/** A digit right behind, also after a hyphen: the shown number is longer than the scheme's. */
function continues(folded: string, to: number): boolean {
  return /^(?:[a-z0-9]|\p{Pd}[0-9])/u.test(folded.slice(to, to + 2));
}
