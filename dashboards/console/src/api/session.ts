import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';

export interface SessionUser {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly roles: readonly string[];
}

export interface Session {
  readonly user: SessionUser | null;
  /** No account exists yet: the first one is made on the setup page. */
  readonly setupOpen: boolean;
  /** The stored data contains invented sample data. */
  readonly sample: boolean;
}

export const sessionKey = ['session'] as const;

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => call<Session>('GET', '/api/session', { signal }),
  staleTime: 30_000,
});

export function useSession() {
  return useQuery(sessionQuery);
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export function signIn(credentials: Credentials): Promise<unknown> {
  return call('POST', '/api/auth/sign-in/email', { body: credentials });
}

export interface FirstAccount extends Credentials {
  readonly token: string;
  readonly name: string;
}

export async function createFirstAccount(account: FirstAccount): Promise<void> {
  await call('POST', '/api/setup', { body: account });
  await signIn({ email: account.email, password: account.password });
}

export function signOut(): Promise<unknown> {
  return call('POST', '/api/auth/sign-out', { body: {} });
}

/** Removes everything that is marked as sample and reads all lists anew. */
export function useClearSample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('DELETE', '/api/sample'),
    onSuccess: () => client.invalidateQueries(),
  });
}
