import { useQuery } from '@tanstack/react-query';
import type { Page } from '#src/base/page.ts';
import type { SourceView } from '#src/sources/views.ts';
import { call } from './client.ts';

export function useSources(enabled: boolean) {
  return useQuery({
    queryKey: ['sources'],
    queryFn: async ({ signal }) => {
      const answer = await call<Page<SourceView> | readonly SourceView[]>('GET', '/api/sources', { query: { limit: 200 }, signal });
      return 'items' in answer ? answer.items : answer;
    },
    enabled,
    refetchInterval: 15_000,
  });
}
