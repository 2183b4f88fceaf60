import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AlertDetail, AlertQuery, AlertView } from '#src/alerts/schemas.ts';
import type { Page } from '#src/base/page.ts';
import { call } from './client.ts';
import { refreshEvery } from './query-client.ts';

export type AlertFilter = Omit<AlertQuery, 'limit' | 'cursor'>;
export type CloseReason = NonNullable<AlertView['closeReason']>;

const pageSize = 50;
/** Beyond this many loaded pages every refresh would be too many requests. */
const refreshedPages = 4;

export function useAlerts(filter: AlertFilter) {
  return useInfiniteQuery({
    queryKey: ['alerts', filter],
    queryFn: ({ pageParam, signal }) =>
      call<Page<AlertView>>('GET', '/api/alerts', { query: { ...filter, limit: pageSize, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > refreshedPages ? false : refreshEvery),
    placeholderData: (previous) => previous,
  });
}

export function useAlert(id: string) {
  return useQuery({
    queryKey: ['alert', id],
    queryFn: ({ signal }) => call<AlertDetail>('GET', `/api/alerts/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: 15_000,
  });
}

export interface AlertTarget {
  readonly id: string;
  readonly revision: number;
}

function useAlertChange<T extends AlertTarget>(send: (input: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: (_data, _error, input) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['alerts'] }),
        client.invalidateQueries({ queryKey: ['alert', input.id] }),
        client.invalidateQueries({ queryKey: ['overview'] }),
      ]),
  });
}

export function useAcknowledgeAlert() {
  return useAlertChange((input: AlertTarget & { readonly note?: string }) =>
    call('POST', `/api/alerts/${encodeURIComponent(input.id)}/acknowledge`, {
      body: input.note === undefined ? {} : { note: input.note },
      revision: input.revision,
    }),
  );
}

export function useCloseAlert() {
  return useAlertChange((input: AlertTarget & { readonly reason: CloseReason; readonly note?: string }) =>
    call('POST', `/api/alerts/${encodeURIComponent(input.id)}/close`, {
      body: { reason: input.reason, ...(input.note === undefined ? {} : { note: input.note }) },
      revision: input.revision,
    }),
  );
}
