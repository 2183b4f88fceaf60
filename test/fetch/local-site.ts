import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface LocalSite {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Paths asked for, in order, with robots.txt. */
  readonly asked: readonly string[];
  /** Headers of the last request for a path. */
  headersOf(path: string): IncomingMessage['headers'];
  on(path: string, handler: Handler): void;
  close(): Promise<void>;
}

/** A server on loopback whose every path is decided by the test; unknown paths answer 404. */
export async function localSite(): Promise<LocalSite> {
  const handlers = new Map<string, Handler>();
  const asked: string[] = [];
  const headers = new Map<string, IncomingMessage['headers']>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    headers.set(path, request.headers);
    const handler = handlers.get(path) ?? handlers.get(path.replace(/\?.*/, ''));
    if (handler === undefined) response.writeHead(404).end();
    else handler(request, response);
  });
  await listening(server);
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    headersOf: (path) => headers.get(path) ?? {},
    on: (path, handler) => {
      handlers.set(path, handler);
    },
    close: () => closed(server),
  };
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
}

/** Answers with a whole body. */
export function answering(body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}, status = 200): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
  };
}

export function redirecting(location: string, status = 302): Handler {
  return (_request, response) => {
    response.writeHead(status, { location }).end();
  };
}
