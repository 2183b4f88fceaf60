import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '#src/base/clock.ts';
import { StartError } from '#src/base/errors.ts';
import { sha256 } from '#src/base/hashing.ts';
import { type Answer, type PublicWorld, type Site, sampleSite } from './routes.ts';
import type { World } from './types.ts';

export interface SampleServerOptions {
  readonly world: World;
  readonly clock: Clock;
  /** 0 picks a free one. */
  readonly port: number;
  readonly host?: string;
}

export interface SampleServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

function send(request: IncomingMessage, response: ServerResponse, { type, body }: Answer): void {
  const etag = `"${sha256(body).slice(0, 32)}"`;
  const known = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag)) {
    response.writeHead(304, { etag }).end();
    return;
  }
  response.writeHead(200, { 'content-type': type, 'content-length': body.length, etag, 'cache-control': 'no-cache' });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

function handler(site: Site, clock: Clock, baseUrl: () => string): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      refuse(response, 405, '示例站点只读');
      return;
    }
    const url = URL.parse(request.url ?? '/', baseUrl());
    const answer = url === null ? undefined : site({ url, now: clock.now(), baseUrl: baseUrl() });
    if (answer === undefined) refuse(response, 404, '没有这个页面');
    else send(request, response, answer);
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new StartError(`the sample sites cannot listen on ${host}:${port}: choose another port`, { host, port }, { cause })),
    );
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Serves the world on loopback as any site would be: pages, feeds, pictures, robots.txt, ETags. What is planted stays behind. */
export async function startSampleServer({ world, clock, port, host = '127.0.0.1' }: SampleServerOptions): Promise<SampleServer> {
  const { truth: _hidden, ...shown } = world;
  const site = sampleSite(shown satisfies PublicWorld);
  let bound = port;
  const server = createServer(handler(site, clock, () => `http://${host}:${bound}`));
  bound = await listen(server, port, host);
  return {
    url: `http://${host}:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
