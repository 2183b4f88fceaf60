import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AlertDetail } from '#src/alerts/schemas.ts';
import type { Page } from '#src/base/page.ts';
import type { DocumentDetail, DocumentQuery, DocumentView } from '#src/documents/schemas.ts';
import { call } from './client.ts';

export type DocumentFilter = Omit<DocumentQuery, 'limit' | 'cursor'>;
export type Trace = AlertDetail['reasons'][number];

interface Explanation {
  readonly steps: readonly Trace[];
}

const pageSize = 30;

export function useDocuments(filter: DocumentFilter) {
  return useInfiniteQuery({
    queryKey: ['documents', filter],
    queryFn: ({ pageParam, signal }) =>
      call<Page<DocumentView>>('GET', '/api/documents', { query: { ...filter, limit: pageSize, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 30_000,
  });
}

export function useDocument(id: string) {
  return useQuery({
    queryKey: ['document', id],
    queryFn: ({ signal }) => call<DocumentDetail>('GET', `/api/documents/${encodeURIComponent(id)}`, { signal }),
    enabled: id !== '',
  });
}

/** What happened to a document, alert or case, step by step. */
export function useExplanation(id: string) {
  return useQuery({
    queryKey: ['explain', id],
    queryFn: ({ signal }) => call<Explanation>('GET', `/api/explain/${encodeURIComponent(id)}`, { signal }),
    enabled: id !== '',
  });
}
