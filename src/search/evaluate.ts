import type { Matchable } from './index-port.ts';
import type { Near, Phrase, Query } from './query.ts';
import { decodeTokens, encodeTokens, foldValue, tokenize } from './tokens.ts';
import { levelOf, regionPrefix } from './values.ts';

/** A document in the form that queries are evaluated on: made once, asked often. */
export interface Prepared {
  /** Title and text as `encodeTokens` writes them. */
  readonly fields: readonly [title: string, text: string];
  /** Values after `foldValue`. */
  readonly brands: readonly string[];
  readonly source: string | undefined;
  readonly kind: string | undefined;
  readonly level: string | undefined;
  readonly region: string | undefined;
  readonly at: Date | undefined;
}

function encoded(text: string | undefined): string {
  return text === undefined ? '' : encodeTokens(tokenize(text).texts);
}

/** The values of a document in their comparison form. */
export function preparedValues(document: Matchable): Omit<Prepared, 'fields' | 'at'> {
  const folded = (value: string | undefined) => (value === undefined ? undefined : foldValue(value));
  const region = folded(document.region);
  return {
    brands: (document.brands ?? []).map(foldValue),
    source: folded(document.source),
    kind: folded(document.kind),
    level: document.level === undefined ? undefined : levelOf(document.level),
    region: region !== undefined && regionPrefix(region) !== undefined ? region : undefined,
  };
}

export function prepare(document: Matchable): Prepared {
  return { ...preparedValues(document), fields: [encoded(document.title), encoded(document.text)], at: document.at };
}

/** Where a phrase begins, in tokens from 0. */
function occurrences(tokens: readonly string[], phrase: Phrase): number[] {
  const found: number[] = [];
  const wanted = phrase.tokens;
  for (let at = tokens.indexOf(wanted[0] ?? ''); at >= 0; at = tokens.indexOf(wanted[0] ?? '', at + 1)) {
    if (wanted.every((token, index) => tokens[at + index] === token)) found.push(at);
  }
  return found;
}

/** Index of the first element that is at least `value`, in ascending numbers. */
function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function anyWithin(sorted: readonly number[], from: number, to: number): boolean {
  const found = sorted[lowerBound(sorted, from)];
  return found !== undefined && found <= to;
}

function nearInField(field: string, near: Near): boolean {
  if (!near.phrases.every((phrase) => field.includes(phrase.encoded))) return false;
  const tokens = decodeTokens(field);
  // The occurrences of the current phrase that a chain from the first phrase leads to.
  let reached: number[] | undefined;
  let length = 0;
  for (const [index, phrase] of near.phrases.entries()) {
    const all = occurrences(tokens, phrase);
    const distance = near.distances[index - 1] ?? 0;
    const before = reached;
    const lengthBefore = length;
    length = phrase.tokens.length;
    reached = before === undefined ? all : all.filter((at) => isNear(at, length, { starts: before, length: lengthBefore, distance }));
  }
  return reached !== undefined && reached.length > 0;
}

function isNear(at: number, length: number, to: { starts: readonly number[]; length: number; distance: number }): boolean {
  const behind = at - to.length;
  const ahead = at + length;
  return anyWithin(to.starts, behind - to.distance, behind) || anyWithin(to.starts, ahead, ahead + to.distance);
}

/** Whether a document in prepared form is found by a query. */
export function evaluate(query: Query, document: Prepared): boolean {
  switch (query.type) {
    case 'phrase':
      return document.fields.some((field) => field.includes(query.encoded));
    case 'near':
      return document.fields.some((field) => nearInField(field, query));
    case 'field':
      return query.field === 'brand' ? document.brands.includes(query.value) : document[query.field] === query.value;
    case 'region':
      return document.region?.startsWith(query.prefix) ?? false;
    case 'after':
      return document.at !== undefined && document.at.getTime() >= query.at.getTime();
    case 'before':
      return document.at !== undefined && document.at.getTime() < query.at.getTime();
    case 'not':
      return !evaluate(query.operand, document);
    case 'and':
      return query.operands.every((operand) => evaluate(operand, document));
    case 'or':
      return query.operands.some((operand) => evaluate(operand, document));
  }
}

/** Whether a query finds a document: what every engine must answer. */
export function matches(query: Query, document: Matchable): boolean {
  return evaluate(query, prepare(document));
}
