import { useQuery } from '@tanstack/react-query';
import type { EventDetail } from '#src/opinion/event-schemas.ts';
import { call } from './client.ts';

export function useEvent(id: string) {
  return useQuery({
    queryKey: ['event', id],
    queryFn: ({ signal }) => call<EventDetail>('GET', `/api/events/${encodeURIComponent(id)}`, { signal }),
    enabled: id !== '',
    refetchInterval: 15_000,
  });
}
