import { type DayTest, type FieldTest, type Phrase, QuerySyntaxError, type RegionTest, type Span, type ValueField } from './query.ts';
import { encodeTokens, foldValue, tokenize } from './tokens.ts';
import { levelOf, regionPrefix, startOfShanghaiDay } from './values.ts';

/** What a query consists of, before its structure is known. */
export type Lexeme = Sign | NearSign | Phrase | FieldTest | RegionTest | DayTest;

interface Sign extends Span {
  readonly type: '(' | ')' | 'AND' | 'OR' | 'NOT';
}

interface NearSign extends Span {
  readonly type: 'NEAR';
  readonly distance: number;
}

/** Most words, phrases and field tests in one query. */
export const MAX_TERMS = 1000;
export const MAX_DISTANCE = 1000;

const FIELDS = ['brand', 'source', 'kind', 'level', 'region', 'after', 'before'] as const;
const LITERALLY = 'To search for the text itself, put it in double quotes';
/** Which character ends what a quotation mark began. */
const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”' };

interface Scanner {
  readonly query: string;
  index: number;
  terms: number;
}

/** One character of the query as the grammar sees it: width does not count, so （ is ( and ： is :. */
function plain(query: string, index: number): string {
  const unit = query.charCodeAt(index);
  const character = query.charAt(index);
  const itself = unit < 0x80 || (unit >= 0x3400 && unit <= 0x9fff);
  return itself ? character : character.normalize('NFKC');
}

function isSpace(character: string): boolean {
  return /^\s+$/.test(character);
}

function endOfWord(query: string, start: number): number {
  let end = start;
  while (end < query.length) {
    const character = plain(query, end);
    if (isSpace(character) || character === '(' || character === ')' || Object.hasOwn(QUOTES, character)) break;
    end += 1;
  }
  return end;
}

/** What stands between quotation marks; the scanner goes on behind them. */
function readQuoted(scanner: Scanner): string {
  const { query, index: start } = scanner;
  const closing = QUOTES[plain(query, start)];
  let end = start + 1;
  while (end < query.length && plain(query, end) !== closing) end += 1;
  if (end >= query.length) {
    throw new QuerySyntaxError(start, 'this quotation mark is never closed', 'Add the closing quotation mark or remove this one');
  }
  scanner.index = end + 1;
  return query.slice(start + 1, end);
}

function countTerm(scanner: Scanner, start: number): void {
  scanner.terms += 1;
  if (scanner.terms <= MAX_TERMS) return;
  throw new QuerySyntaxError(start, `this is term ${MAX_TERMS + 1}, and a query has at most ${MAX_TERMS}`, 'Split it into several queries');
}

function phraseOf(text: string, span: Span): Phrase | undefined {
  const tokens = tokenize(text).texts;
  return tokens.length === 0 ? undefined : { type: 'phrase', tokens, encoded: encodeTokens(tokens), ...span };
}

function quotedPhrase(scanner: Scanner): Phrase {
  const start = scanner.index;
  const phrase = phraseOf(readQuoted(scanner), { start, end: scanner.index });
  if (phrase !== undefined) return phrase;
  const what = 'there is no letter, digit, Han character or emoji between these quotation marks';
  throw new QuerySyntaxError(start, what, 'Write what to search for between them or remove them');
}

function nearSign(word: string, span: Span): NearSign {
  const distance = /^NEAR\/(\d{1,6})$/.exec(word)?.[1];
  if (distance !== undefined && Number(distance) >= 1 && Number(distance) <= MAX_DISTANCE) {
    return { type: 'NEAR', distance: Number(distance), ...span };
  }
  const what = `${word} does not say a distance from 1 to ${MAX_DISTANCE}`;
  throw new QuerySyntaxError(span.start, what, `Write for example NEAR/5. ${LITERALLY}`);
}

function isValueField(name: string): name is ValueField {
  return name === 'brand' || name === 'source' || name === 'kind' || name === 'level';
}

function dayTest(type: 'after' | 'before', value: string, span: Span, offset: number): DayTest {
  const at = startOfShanghaiDay(value);
  if (at !== undefined) return { type, day: value, at, ...span };
  throw new QuerySyntaxError(offset, `${value} is not a day`, `Write an existing day as YYYY-MM-DD, for example ${type}:2026-01-31`);
}

function regionTest(value: string, span: Span, offset: number): RegionTest {
  const prefix = regionPrefix(value);
  if (prefix !== undefined) return { type: 'region', code: value, prefix, ...span };
  const remedy = 'Write the six digits of GB/T 2260, for example region:530000 for Yunnan or region:530100 for Kunming';
  throw new QuerySyntaxError(offset, `${value} is not the code of a region`, remedy);
}

function levelTest(value: string, span: Span, offset: number): FieldTest {
  const level = levelOf(value);
  if (level !== undefined) return { type: 'field', field: 'level', value: level, ...span };
  throw new QuerySyntaxError(offset, `${value} is not a level`, 'Write blue, yellow, orange or red (蓝, 黄, 橙, 红)');
}

/** A field and its value. `colon` is where the name ends; the scanner stands at `start` and goes on behind the value. */
function fieldTest(scanner: Scanner, start: number, colon: number): Lexeme {
  const { query } = scanner;
  const name = query.slice(start, colon).normalize('NFKC').toLowerCase();
  const known = FIELDS.find((field) => field === name);
  if (known === undefined) {
    throw new QuerySyntaxError(start, `there is no field ${name}`, `The fields are ${FIELDS.join(', ')}. ${LITERALLY}`);
  }
  const offset = colon + 1;
  scanner.index = offset;
  let raw: string;
  if (Object.hasOwn(QUOTES, plain(query, offset))) raw = readQuoted(scanner);
  else {
    scanner.index = endOfWord(query, offset);
    raw = query.slice(offset, scanner.index);
  }
  const value = foldValue(raw);
  const span = { start, end: scanner.index };
  if (value === '') {
    throw new QuerySyntaxError(offset, `${known}: has no value`, `Write it directly behind the colon, in double quotes if it has spaces`);
  }
  if (known === 'level') return levelTest(value, span, offset);
  if (known === 'region') return regionTest(value, span, offset);
  return isValueField(known) ? { type: 'field', field: known, value, ...span } : dayTest(known, value, span, offset);
}

/** Where the name of a field ends, for a word that begins with one: letters in front of a colon. */
function colonOf(query: string, start: number, end: number): number | undefined {
  for (let index = start; index < end; index += 1) {
    if (plain(query, index) !== ':') continue;
    return /^\p{L}[\p{L}\p{N}_-]*$/u.test(query.slice(start, index)) ? index : undefined;
  }
  return undefined;
}

/** A bare word: an operator, a field test or a word to search for; undefined where it only separates. */
function readWord(scanner: Scanner): Lexeme | undefined {
  const { query, index: start } = scanner;
  const end = endOfWord(query, start);
  const span = { start, end };
  scanner.index = end;
  const word = query.slice(start, end).normalize('NFKC');
  if (word === 'AND' || word === 'OR' || word === 'NOT') return { type: word, ...span };
  if (word === 'NEAR' || word.startsWith('NEAR/')) return nearSign(word, span);
  const colon = colonOf(query, start, end);
  if (colon !== undefined) return fieldTest(scanner, start, colon);
  return phraseOf(query.slice(start, end), span);
}

/** @throws QuerySyntaxError at the first thing that is no part of the grammar */
export function readLexemes(query: string): Lexeme[] {
  const scanner: Scanner = { query, index: 0, terms: 0 };
  const lexemes: Lexeme[] = [];
  while (scanner.index < query.length) {
    const start = scanner.index;
    const character = plain(query, start);
    if (isSpace(character)) {
      scanner.index += 1;
      continue;
    }
    if (character === '(' || character === ')') {
      scanner.index += 1;
      lexemes.push({ type: character, start, end: start + 1 });
      continue;
    }
    const lexeme = Object.hasOwn(QUOTES, character) ? quotedPhrase(scanner) : readWord(scanner);
    if (lexeme === undefined) continue;
    if (isTerm(lexeme)) countTerm(scanner, start);
    lexemes.push(lexeme);
  }
  return lexemes;
}

export function isTerm(lexeme: Lexeme): lexeme is Phrase | FieldTest | RegionTest | DayTest {
  return !['(', ')', 'AND', 'OR', 'NOT', 'NEAR'].includes(lexeme.type);
}
