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
  /** What the user may do, for example `alerts.write`. */
  readonly permissions: readonly string[];
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

/** Whether the signed-in user has a permission; the API decides in any case, this only hides what it would refuse. */
export function useMay(permission: string): boolean {
  return useSession().data?.permissions.includes(permission) ?? false;
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

/** Makes the first account with the token of the set-up link and signs it in. */
export async function createFirstAccount(account: FirstAccount): Promise<void> {
  await call('POST', '/api/setup', { body: account });
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
