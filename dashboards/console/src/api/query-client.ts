import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './client.ts';
import { sessionKey } from './session.ts';

/** How often lists and the overview look for news, in milliseconds. */
export const refreshEvery = 5_000;

const attempts = 2;

function worthAnotherTry(failures: number, error: Error): boolean {
  const refused = error instanceof ApiError && error.status >= 400 && error.status < 500;
  return !refused && failures < attempts;
}

/** `onSignedOut` is called when the API no longer knows the session. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError(error, query) {
        if (!(error instanceof ApiError) || error.status !== 401 || query.queryKey[0] === sessionKey[0]) return;
        client.removeQueries({ queryKey: sessionKey });
        onSignedOut();
      },
    }),
    defaultOptions: { queries: { retry: worthAnotherTry, staleTime: 2_000, refetchOnWindowFocus: true } },
  });
  return client;
}
