import { InvalidError } from '#src/base/errors.ts';

/** UTF-16 positions in the query text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A word or "phrase": tokens that stand next to each other within the title or within the text. */
export interface Phrase extends Span {
  readonly type: 'phrase';
  readonly tokens: readonly string[];
  /** `encodeTokens(tokens)`: what to look for in an encoded field. */
  readonly encoded: string;
}

/**
 * Phrases in one field. Each has an occurrence such that every two neighbours of the chain do not overlap and have at most
 * `distances[i]` tokens between them, in either order.
 */
export interface Near extends Span {
  readonly type: 'near';
  readonly phrases: readonly Phrase[];
  /** One fewer than phrases. */
  readonly distances: readonly number[];
}

export type ValueField = 'brand' | 'source' | 'kind' | 'level';

/** The whole value of a field, compared after `foldValue`; levels in English. */
export interface FieldTest extends Span {
  readonly type: 'field';
  readonly field: ValueField;
  readonly value: string;
}

export interface RegionTest extends Span {
  readonly type: 'region';
  /** Six digits, as given. */
  readonly code: string;
  /** What the code of a place within it begins with: two, four or six digits. */
  readonly prefix: string;
}

/** `after` includes the day, `before` excludes it. */
export interface DayTest extends Span {
  readonly type: 'after' | 'before';
  /** YYYY-MM-DD in Asia/Shanghai. */
  readonly day: string;
  /** When that day begins. */
  readonly at: Date;
}

export interface Not extends Span {
  readonly type: 'not';
  readonly operand: Query;
}

/** At least two operands, none of the same type. */
export interface Group extends Span {
  readonly type: 'and' | 'or';
  readonly operands: readonly Query[];
}

export type Query = Phrase | Near | FieldTest | RegionTest | DayTest | Not | Group;

/** A query that cannot be understood. The message says what is wrong, where, and what to do. */
export class QuerySyntaxError extends InvalidError {
  override readonly code: string = 'query-syntax';
  /** UTF-16 position in the query, counted from 0. */
  readonly offset: number;

  constructor(offset: number, what: string, remedy: string) {
    super(`At position ${offset} of the query: ${what}. ${remedy}.`, { offset });
    this.offset = offset;
  }
}

const BARE_PHRASE = /^\p{Script=Han}+$/u;
const BARE_VALUE = /^[^\s()"“”]+$/u;

function formatPhrase(phrase: Phrase): string {
  const joined = phrase.tokens.join('');
  return phrase.tokens.length === 1 || BARE_PHRASE.test(joined) ? joined : `"${phrase.tokens.join(' ')}"`;
}

function formatValue(value: string): string {
  if (BARE_VALUE.test(value)) return value;
  return value.includes('"') ? `“${value}”` : `"${value}"`;
}

function formatNear(near: Near): string {
  const [first, ...others] = near.phrases.map(formatPhrase);
  return [first, ...others.map((phrase, index) => `NEAR/${near.distances[index]} ${phrase}`)].join(' ');
}

function inGroup(query: Query, types: readonly Query['type'][]): string {
  return types.includes(query.type) ? `(${format(query)})` : format(query);
}

/** The query as text again: parsing it gives the same query, positions aside. */
export function format(query: Query): string {
  switch (query.type) {
    case 'phrase':
      return formatPhrase(query);
    case 'near':
      return formatNear(query);
    case 'field':
      return `${query.field}:${formatValue(query.value)}`;
    case 'region':
      return `region:${query.code}`;
    case 'after':
    case 'before':
      return `${query.type}:${query.day}`;
    case 'not':
      return `NOT ${inGroup(query.operand, ['and', 'or'])}`;
    case 'and':
      return query.operands.map((operand) => inGroup(operand, ['or'])).join(' ');
    case 'or':
      return query.operands.map((operand) => format(operand)).join(' OR ');
  }
}

/** The phrases that a match may show: those that are not excluded by NOT. */
export function shownPhrases(query: Query): Phrase[] {
  const phrases: Phrase[] = [];
  const visit = (part: Query, shown: boolean): void => {
    if (part.type === 'not') visit(part.operand, !shown);
    else if (part.type === 'and' || part.type === 'or') for (const operand of part.operands) visit(operand, shown);
    else if (shown && part.type === 'phrase') phrases.push(part);
    else if (shown && part.type === 'near') phrases.push(...part.phrases);
  };
  visit(query, true);
  return phrases;
}
