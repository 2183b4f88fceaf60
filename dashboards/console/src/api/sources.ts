import { useQuery } from '@tanstack/react-query';
import type { Page } from '#src/base/page.ts';
import type { SourceView } from '#src/sources/views.ts';
import { call } from './client.ts';

export function useSources(enabled: boolean) {
  return useQuery({
    queryKey: ['sources'],
    queryFn: async ({ signal }) => (await call<Page<SourceView>>('GET', '/api/sources', { signal })).items,
    enabled,
    refetchInterval: 15_000,
  });
}
