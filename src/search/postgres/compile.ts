import { type SQL, sql } from 'drizzle-orm';
import type { DayTest, Phrase, Query } from '../query.ts';
import { EVERY, OVERSIZE, tokensTerm, valueTerm } from './terms.ts';

/** How a query is answered: what the index narrows down, and what is looked at again. */
export interface Plan {
  readonly query: Query;
  /** Instants that every match lies in: from (inclusive) and to (exclusive). */
  readonly from: Date | undefined;
  readonly to: Date | undefined;
  /** What the index is asked, in tsquery syntax: finds every match and perhaps more. Undefined where the index cannot help. */
  readonly terms: string | undefined;
  /** Looks at one document (`e` its entry, `t` its texts) for all but instants; undefined where there is nothing else to ask. */
  readonly recheck: SQL | undefined;
  /** The index alone is right about documents that are not oversize. */
  readonly exact: boolean;
  /** SQL finds too much, because it does not know distances: what it finds is evaluated in process. */
  readonly evaluate: boolean;
}

/** A set of documents between nothing and everything, in tsquery syntax where it is neither. */
type Terms = 'nothing' | 'everything' | { readonly tsquery: string };

/** Pairs asked of one long phrase: more do not narrow it down further. */
const PAIRS = 12;

export function makePlan(query: Query): Plan {
  const { days, rest } = splitDays(query);
  const instants = (type: DayTest['type']) => days.filter((day) => day.type === type).map((day) => day.at.getTime());
  const from = days.some((day) => day.type === 'after') ? new Date(Math.max(...instants('after'))) : undefined;
  const to = days.some((day) => day.type === 'before') ? new Date(Math.min(...instants('before'))) : undefined;
  if (rest === undefined) return { query, from, to, terms: undefined, recheck: undefined, exact: true, evaluate: false };
  const terms = possible(rest);
  const evaluate = some(rest, (part) => part.type === 'near');
  const exact = !some(rest, (part) => !isIndexed(part));
  return { query, from, to, terms: asTsquery(terms), recheck: condition(rest, true), exact, evaluate };
}

/** Takes out the days that every match must satisfy. */
function splitDays(query: Query): { days: DayTest[]; rest: Query | undefined } {
  if (isDay(query)) return { days: [query], rest: undefined };
  if (query.type !== 'and') return { days: [], rest: query };
  const others = query.operands.filter((operand) => !isDay(operand));
  const days = query.operands.filter(isDay);
  const [first] = others;
  return { days, rest: others.length > 1 ? { ...query, operands: others } : first };
}

function isDay(query: Query): query is DayTest {
  return query.type === 'after' || query.type === 'before';
}

function some(query: Query, test: (part: Query) => boolean): boolean {
  if (query.type === 'not') return some(query.operand, test);
  if (query.type === 'and' || query.type === 'or') return query.operands.some((operand) => some(operand, test));
  return test(query);
}

function isIndexed(part: Query): boolean {
  return part.type === 'field' || part.type === 'region' || (part.type === 'phrase' && part.tokens.length <= 2);
}

function asTsquery(terms: Terms): string | undefined {
  if (terms === 'everything') return undefined;
  return terms === 'nothing' ? quote(OVERSIZE) : `${terms.tsquery} | ${quote(OVERSIZE)}`;
}

function quote(term: string): string {
  return `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

function all(terms: readonly Terms[]): Terms {
  if (terms.includes('nothing')) return 'nothing';
  const asked = terms.filter((part) => typeof part === 'object').map((part) => part.tsquery);
  return asked.length === 0 ? 'everything' : { tsquery: asked.length === 1 ? (asked[0] ?? '') : `(${asked.join(' & ')})` };
}

function any(terms: readonly Terms[]): Terms {
  if (terms.includes('everything')) return 'everything';
  const asked = terms.filter((part) => typeof part === 'object').map((part) => part.tsquery);
  return asked.length === 0 ? 'nothing' : { tsquery: asked.length === 1 ? (asked[0] ?? '') : `(${asked.join(' | ')})` };
}

function except(terms: Terms): Terms {
  if (terms === 'nothing') return 'everything';
  if (terms === 'everything') return 'nothing';
  // A bare negation would read the whole index; every document has this term.
  return { tsquery: `(${quote(EVERY)} & !${terms.tsquery})` };
}

function phraseTerms(phrase: Phrase): Terms {
  const { tokens } = phrase;
  if (tokens.length <= 2) return { tsquery: quote(tokensTerm(tokens)) };
  const step = Math.max(1, Math.floor((tokens.length - 1) / PAIRS));
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < tokens.length && pairs.size < PAIRS; at += step) pairs.add(quote(tokensTerm(tokens.slice(at, at + 2))));
  return { tsquery: `(${[...pairs].join(' & ')})` };
}

/** A set that contains every match, as small as the index can make it. */
function possible(query: Query): Terms {
  switch (query.type) {
    case 'phrase':
      return phraseTerms(query);
    case 'near':
      return all(query.phrases.map(phraseTerms));
    case 'field':
      return { tsquery: quote(valueTerm(query.field, query.value)) };
    case 'region':
      return { tsquery: quote(valueTerm('region', query.prefix)) };
    case 'after':
    case 'before':
      return 'everything';
    case 'not':
      return except(certain(query.operand));
    case 'and':
      return all(query.operands.map(possible));
    case 'or':
      return any(query.operands.map(possible));
  }
}

/** A set that contains nothing but matches, as large as the index can make it: what may be subtracted. */
function certain(query: Query): Terms {
  if (query.type === 'not') return except(possible(query.operand));
  if (query.type === 'and') return all(query.operands.map(certain));
  if (query.type === 'or') return any(query.operands.map(certain));
  return isIndexed(query) ? possible(query) : 'nothing';
}

/** As seconds: years before 1 have no text form that both sides read. */
export function instantSql(instant: Date): SQL {
  return sql`to_timestamp(${instant.getTime() / 1000}::float8)`;
}

function hasPhrase(phrase: Phrase): SQL {
  return sql`strpos(t.tokens, ${phrase.encoded}) > 0`;
}

/**
 * The query as a condition on one document. Where it knows less than the query (distances), it holds too often; `positive` is false
 * inside an odd number of NOT, where it must hold too rarely instead.
 */
function condition(query: Query, positive: boolean): SQL {
  switch (query.type) {
    case 'phrase':
      return hasPhrase(query);
    case 'near':
      return positive ? sql`(${sql.join(query.phrases.map(hasPhrase), sql` and `)})` : sql`false`;
    case 'field':
      return query.field === 'brand'
        ? sql`${query.value} = any(t.brands)`
        : sql`coalesce(${valueColumns[query.field]} = ${query.value}, false)`;
    case 'region':
      return sql`coalesce(starts_with(t.region, ${query.prefix}), false)`;
    case 'after':
      return sql`e.at >= ${instantSql(query.at)}`;
    case 'before':
      return sql`e.at < ${instantSql(query.at)}`;
    case 'not':
      return sql`not ${condition(query.operand, !positive)}`;
    default: {
      const operands = query.operands.map((operand) => condition(operand, positive));
      return sql`(${sql.join(operands, query.type === 'and' ? sql` and ` : sql` or `)})`;
    }
  }
}

const valueColumns = { source: sql`t.source`, kind: sql`t.kind`, level: sql`t.level` };
