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
  /** The letters of the scheme with something like a number behind, whatever its shape. */
  readonly token: RegExp | undefined;
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
  const hint = hintOf(patterns);
  const foreign = new RegExp(`[${Object.keys(latinLookAlikes).join('')}]`, 'gu');
  return {
    find(folded) {
      const plain = folded.text.replace(foreign, (unit) => latinLookAlikes[unit] ?? unit);
      if (!/[0-9]/.test(plain) || !hint.test(plain)) return [];
      const squeezed = squeeze(plain);
      const wellFormed = patterns.flatMap((compiled) => findWellFormed(compiled, squeezed, plain));
      const malformed = patterns
        .flatMap((compiled) => findMalformed(compiled, plain))
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
  const prefix = /^[A-Za-z]*/.exec(mark.numberPattern)?.[0].toLowerCase() ?? '';
  return {
    mark: mark.id,
    pattern: new RegExp(source, 'giu'),
    prefix,
    token: prefix.length < shortestPrefix ? undefined : tokenPattern(prefix),
  };
}

function tokenPattern(prefix: string): RegExp {
  return new RegExp(`(?<![a-z0-9])${prefix}(?:(?: ?[-\\p{Pd}\\[(〔【·._/] ?){0,2}[a-z0-9\\])〕】]){3,30}号?`, 'gu');
}

/** Whether a text can hold a number at all: the first letters of some scheme, or any digit where a scheme has none. */
function hintOf(patterns: readonly CompiledPattern[]): RegExp {
  if (patterns.length === 0 || patterns.some(({ prefix }) => prefix.length < shortestPrefix)) return /[0-9]/;
  return new RegExp(patterns.map(({ prefix }) => `${prefix[0]}[^a-z0-9]{0,3}${prefix[1]}`).join('|'), 'u');
}

/** A hyphen, bracket, dot, slash or space that stands for itself in a pattern. */
function isFormatting(part: string): boolean {
  return /^(?:\\[-[\]()/._ s]|[-/_ ]|[［］（）〔〕【】\u2010-\u2015])$/.test(part);
}

function squeeze(text: string): Squeezed {
  let out = '';
  const at: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text[index] ?? '';
    const kept = /[a-z0-9\p{Script=Han}]/u.test(unit);
    if (!kept && /[\s\p{Pd}\p{Ps}\p{Pe}·._/\\~|*:−]/u.test(unit)) continue;
    out += kept ? unit : '\u0000';
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
function findMalformed({ mark, prefix, token }: CompiledPattern, text: string): ShownNumber[] {
  if (token === undefined) return [];
  const found: ShownNumber[] = [];
  for (const match of text.matchAll(token)) {
    const body = match[0].slice(prefix.length);
    const digits = body.replace(/[^0-9]/g, '').length;
    const set = /^[^\s]/.test(body) && /[0-9]/.test(body.slice(0, 4));
    if (!set || digits < (prefix.length > 2 ? 5 : 8)) continue;
    const shown = match[0].trimEnd();
    found.push({ mark, from: match.index, to: match.index + shown.length, key: certificateKey(shown), wellFormed: false });
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
