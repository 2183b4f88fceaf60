import { extendsBefore, foldWith, isEmoji, isHan, isWordCharacter, kindOf, type TokenTables, tokenTables } from './token-tables.ts';

/**
 * A text cut into folded tokens, in order: one for every Han character, every run of letters and digits, every emoji.
 * `starts[i]` and `ends[i]` are the UTF-16 positions in the original that token `i` came from.
 */
export interface Tokens {
  readonly texts: string[];
  readonly starts: number[];
  readonly ends: number[];
}

/** Control characters never occur inside a token: they only separate. */
const OPEN = '\u0001';
const CLOSE = '\u0002';
/** One emoji from its first character on: flags, skin tones, tags, joined sequences. */
const EMOJI =
  /\p{RI}{2}|.(?:\p{Emoji_Modifier}|\ufe0f)?[\u{e0020}-\u{e007f}]*(?:\u200d\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?)*/uy;

/** Collects tokens; letters and digits that follow each other become one. */
interface Cut extends Tokens {
  run: string;
  runStart: number;
  runEnd: number;
}

function endRun(cut: Cut): void {
  if (cut.run === '') return;
  cut.texts.push(cut.run);
  cut.starts.push(cut.runStart);
  cut.ends.push(cut.runEnd);
  cut.run = '';
}

function addToken(cut: Cut, text: string, start: number, end: number): void {
  endRun(cut);
  cut.texts.push(text);
  cut.starts.push(start);
  cut.ends.push(end);
}

function addToRun(cut: Cut, text: string, start: number, end: number): void {
  if (cut.run === '') cut.runStart = start;
  cut.run += text;
  cut.runEnd = end;
}

/** Where the base character at `start` ends, its marks included. */
function segmentEnd(text: string, start: number): number {
  let end = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  while (end < text.length) {
    const character = String.fromCodePoint(text.codePointAt(end) ?? 0);
    if (!extendsBefore(character)) break;
    end += character.length;
  }
  return end;
}

/** The general way, for what the tables do not hold. @returns where to go on */
function cutSegment(cut: Cut, text: string, start: number, tables: TokenTables): number {
  const first = String.fromCodePoint(text.codePointAt(start) ?? 0);
  if (isEmoji(first)) {
    EMOJI.lastIndex = start;
    const whole = EMOJI.exec(text)?.[0] ?? first;
    addToken(cut, whole.replaceAll('\ufe0f', ''), start, start + whole.length);
    return start + whole.length;
  }
  const end = segmentEnd(text, start);
  for (const character of foldWith(tables.simplify, text.slice(start, end))) {
    if (isHan(character)) addToken(cut, character, start, end);
    else if (isWordCharacter(character)) addToRun(cut, character, start, end);
    else endRun(cut);
  }
  return end;
}

export function tokenize(text: string): Tokens {
  const tables = tokenTables();
  const { kinds, folded } = tables;
  const cut: Cut = { texts: [], starts: [], ends: [], run: '', runStart: 0, runEnd: 0 };
  for (let index = 0; index < text.length; ) {
    const unit = text.charCodeAt(index);
    const kind = kinds[unit];
    const extended = index + 1 < text.length && kinds[text.charCodeAt(index + 1)] === kindOf.extend;
    if (extended || kind === kindOf.slow || kind === kindOf.emoji || kind === kindOf.extend) {
      index = cutSegment(cut, text, index, tables);
      continue;
    }
    if (kind === kindOf.han) addToken(cut, folded[unit] ?? '', index, index + 1);
    else if (kind === kindOf.word) addToRun(cut, folded[unit] ?? '', index, index + 1);
    else endRun(cut);
    index += 1;
  }
  endRun(cut);
  return { texts: cut.texts, starts: cut.starts, ends: cut.ends };
}

/**
 * Tokens as one string in which a sequence of tokens stands next to each other exactly where its own encoding is a substring:
 * Han characters as they are, everything else between two control characters.
 */
export function encodeTokens(texts: readonly string[]): string {
  let encoded = '';
  for (const text of texts) encoded += isPlain(text) ? text : OPEN + text + CLOSE;
  return encoded;
}

function isPlain(token: string): boolean {
  const unit = token.charCodeAt(0);
  if (token.length === 1) return tokenTables().kinds[unit] === kindOf.han;
  return token.length === 2 && unit >= 0xd840 && unit <= 0xd8ff && isHan(token);
}

/** The tokens of an encoded string. */
export function decodeTokens(encoded: string): string[] {
  const texts: string[] = [];
  for (let index = 0; index < encoded.length; ) {
    if (encoded.charAt(index) === OPEN) {
      const close = encoded.indexOf(CLOSE, index);
      texts.push(encoded.slice(index + 1, close));
      index = close + 1;
      continue;
    }
    const size = (encoded.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
    texts.push(encoded.slice(index, index + size));
    index += size;
  }
  return texts;
}

/** A value of a field in its comparison form: width, case, characters and outer spaces do not count, all else does. */
export function foldValue(value: string): string {
  // Databases hold neither NUL nor half a surrogate pair.
  return foldWith(tokenTables().simplify, value.toWellFormed().replaceAll('\0', '\ufffd')).trim();
}
