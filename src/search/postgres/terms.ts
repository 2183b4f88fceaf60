import { sha256 } from '#src/base/hashing.ts';
import type { Prepared } from '../evaluate.ts';
import { decodeTokens, encodeTokens } from '../tokens.ts';

/**
 * The terms of a document in the inverted index: every token, every two neighbouring tokens (of title and of text, never across), the
 * values of its fields, the regions it lies in, and `EVERY`. One or two tokens and all values are thereby found exactly; longer phrases
 * are looked for by their pairs and looked at again.
 */
export const EVERY = '.';
/** Stands for all tokens and pairs of a document that has too many of them. */
export const OVERSIZE = '*';

/** PostgreSQL holds up to 1 MB of terms in one tsvector and up to 2 kB in one term. */
const MAX_TOTAL_BYTES = 900_000;
const MAX_TERM_UNITS = 200;

// Tokens and pairs begin with a Han character or a control character, so that the letters here keep the kinds apart.
// Terms are kept in one text with blanks between them; NUL cannot be kept.
function bounded(term: string): string {
  return term.length > MAX_TERM_UNITS || /[\s\0]/.test(term) ? `#${sha256(term)}` : term;
}

export function tokensTerm(tokens: readonly string[]): string {
  return bounded(encodeTokens(tokens));
}

export function valueTerm(field: 'brand' | 'source' | 'kind' | 'level' | 'region', value: string): string {
  return bounded(`${field}:${value}`);
}

function* valueTerms(document: Prepared): Generator<string> {
  for (const brand of document.brands) yield valueTerm('brand', brand);
  for (const field of ['source', 'kind', 'level'] as const) {
    const value = document[field];
    if (value !== undefined) yield valueTerm(field, value);
  }
  if (document.region === undefined) return;
  for (const length of [2, 4, 6]) yield valueTerm('region', document.region.slice(0, length));
}

function addFieldTerms(terms: Set<string>, tokens: readonly string[]): void {
  let before: string | undefined;
  for (const token of tokens) {
    const encoded = encodeTokens([token]);
    terms.add(bounded(encoded));
    if (before !== undefined) terms.add(bounded(before + encoded));
    before = encoded;
  }
}

function isHeldWhole(terms: ReadonlySet<string>): boolean {
  if (terms.size * MAX_TERM_UNITS * 3 <= MAX_TOTAL_BYTES) return true;
  let bytes = 0;
  for (const term of terms) bytes += Buffer.byteLength(term);
  return bytes <= MAX_TOTAL_BYTES;
}

/** All terms of a document; `oversize` where its tokens had to be left out. */
export function documentTerms(document: Prepared): { terms: string[]; oversize: boolean } {
  const values = [EVERY, ...valueTerms(document)];
  const terms = new Set(values);
  for (const field of document.fields) addFieldTerms(terms, decodeTokens(field));
  if (isHeldWhole(terms)) return { terms: [...terms], oversize: false };
  return { terms: [...new Set(values), OVERSIZE], oversize: true };
}
