import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page } from '#src/base/page.ts';
import type { CaseDetail, CaseState, CaseView, TransitionName } from '#src/cases/schemas.ts';
import { call } from './client.ts';
import { refreshEvery } from './query-client.ts';

export interface CaseFilter {
  readonly state?: CaseState;
  readonly open?: 'true' | 'false';
}

export function useCases(filter: CaseFilter, limit = 50) {
  return useInfiniteQuery({
    queryKey: ['cases', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      call<Page<CaseView>>('GET', '/api/cases', { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: refreshEvery,
    placeholderData: (previous) => previous,
  });
}

export function useCase(id: string) {
  return useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => call<CaseDetail>('GET', `/api/cases/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: 15_000,
  });
}

export interface NewCase {
  readonly title: string;
  readonly summary: string;
  readonly alertIds: readonly string[];
}

export function useOpenCase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: NewCase) => call<CaseView>('POST', '/api/cases', { body: input }),
    onSuccess: () => Promise.all(['cases', 'alerts', 'alert', 'overview'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}

export interface CaseMove {
  readonly id: string;
  readonly revision: number;
  readonly name: TransitionName;
  readonly note?: string;
  readonly reason?: string;
  readonly to?: string;
}

export function useMoveCase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, revision, ...move }: CaseMove) =>
      call('POST', `/api/cases/${encodeURIComponent(id)}/transitions`, { body: move, revision }),
    onSettled: (_data, _error, input) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['cases'] }),
        client.invalidateQueries({ queryKey: ['case', input.id] }),
        client.invalidateQueries({ queryKey: ['overview'] }),
      ]),
  });
}
