import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { messageOf, StartError } from '#src/base/errors.ts';
import type { ApiApp } from './context.ts';

export interface ServedApi {
  readonly url: string;
  /** Takes no new requests, lets running ones end for a moment, then closes all connections; calling it again does nothing. */
  close(): Promise<void>;
}

export interface ServerAddress {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
}

const GRACE_MS = 5_000;

function startError(error: unknown, { host, port }: ServerAddress): StartError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const texts: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is in use by another program; set HUFU_PORT to a free port (0 takes any) or stop that program.`,
    EACCES: `Port ${port} on ${host} may only be used by the administrator; set HUFU_PORT to a port above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${host}; set HUFU_HOST to one it has, for example 127.0.0.1.`,
  };
  const text = texts[String(code)] ?? `The API cannot listen on ${host}:${port}: ${messageOf(error)}`;
  return new StartError(text, {}, { cause: error });
}

async function listen(server: Server, address: ServerAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(startError(error, address)));
    server.listen(address.port, address.host, () => {
      const bound = server.address();
      resolve(bound !== null && typeof bound === 'object' ? bound.port : address.port);
    });
  });
}

async function shut(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(impatience);
}

/**
 * Answers requests on this address.
 * @throws StartError in one sentence where it cannot listen there
 */
export async function serveApi(app: ApiApp, address: ServerAddress): Promise<ServedApi> {
  // Without a createServer option the adaptor makes a plain HTTP/1.1 server.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const port = await listen(server, address);
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  let closing: Promise<void> | undefined;
  return {
    url: `http://${host}:${port}`,
    close: () => {
      closing ??= shut(server);
      return closing;
    },
  };
}
