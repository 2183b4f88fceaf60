import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

/** The public check of a certificate number; its fields are read leniently where they are shown. */
export function useRegistryCheck(number: string) {
  return useQuery({
    queryKey: ['registry', number],
    queryFn: ({ signal }) => call<Readonly<Record<string, unknown>>>('GET', '/api/registry/check', { query: { number }, signal }),
    enabled: number !== '',
  });
}
