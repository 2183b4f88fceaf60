import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

/** The public check of a certificate number, as of today. */
export interface RegistryAnswer {
  readonly number: string;
  readonly known: boolean;
  readonly state: 'valid' | 'expired' | 'not-yet-valid' | 'suspended' | 'revoked' | 'cancelled' | 'unknown';
  readonly mark?: { readonly id: string; readonly name: string; readonly brand: string };
  readonly holder?: string;
  readonly products?: readonly string[];
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly asOf: string;
  /** The answer in one sentence. */
  readonly text: string;
}

export function useRegistryCheck(number: string) {
  return useQuery({
    queryKey: ['registry', number],
    queryFn: ({ signal }) => call<RegistryAnswer>('GET', '/api/registry/check', { query: { number }, signal }),
    enabled: number !== '',
    staleTime: 60_000,
  });
}
