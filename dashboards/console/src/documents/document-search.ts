import type { DocumentFilter } from '../api/documents.ts';

/** What is searched for, and the document that is open beside it, as they stand in the address. */
export interface DocumentSearch {
  readonly q?: string;
  readonly kind?: 'listing' | 'article';
  readonly doc?: string;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function documentSearchOf(raw: Record<string, unknown>): DocumentSearch {
  const q = textIn(raw['q']);
  const doc = textIn(raw['doc']);
  const kind = raw['kind'] === 'listing' || raw['kind'] === 'article' ? raw['kind'] : undefined;
  return { ...(q === undefined ? {} : { q }), ...(kind === undefined ? {} : { kind }), ...(doc === undefined ? {} : { doc }) };
}

export function documentFilterOf({ q, kind }: DocumentSearch): DocumentFilter {
  return { ...(q === undefined ? {} : { q }), ...(kind === undefined ? {} : { kind }) };
}
