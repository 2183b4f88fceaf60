import dns from 'node:dns';
import { isIP, Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { type AllowedOrigins, assertPublicAddress } from './guard.ts';

/** Turns a host name into IP addresses, best first; the system's resolver unless a test answers itself. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

export async function systemResolve(hostname: string): Promise<readonly string[]> {
  const found = await dns.promises.lookup(hostname, { all: true, order: 'ipv4first' });
  return found.map((each) => each.address);
}

export interface AgentOptions {
  readonly allow: AllowedOrigins;
  readonly resolve: Resolve;
  readonly connectTimeoutMs: number;
}

type Connector = buildConnector.connector;
type Target = buildConnector.Options;

/** Addresses of one name that are tried, one after the other. */
const MAX_ADDRESSES = 3;

/**
 * An undici agent whose every connection goes to a public address, or to an allowed origin. A name is resolved once, all its addresses are
 * judged, and the socket is opened to one of these: a second DNS answer (rebinding) is never asked for.
 */
export function guardedAgent(options: AgentOptions): Agent {
  const connector = buildConnector({ timeout: options.connectTimeoutMs });
  return new Agent({
    // The request's own deadline covers headers and body.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 64 * 1024,
    connect: (target, callback) => {
      dial(connector, target, options).then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });
}

async function dial(connector: Connector, target: Target, { allow, resolve }: AgentOptions): Promise<Socket> {
  if (allow.has(originOf(target))) return open(connector, target);
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  for (const address of addresses) assertPublicAddress(address);
  let failure: unknown = Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' });
  for (const address of addresses.slice(0, MAX_ADDRESSES)) {
    try {
      // TLS still proves the name, not the address.
      return await open(connector, {
        ...target,
        hostname: address,
        servername: target.servername ?? (isIP(host) === 0 ? host : undefined),
      });
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function open(connector: Connector, target: Target): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // On failure the connector leaves the socket out altogether.
    connector(target, (error: Error | null, socket?: Socket | null) => {
      if (socket instanceof Socket) resolve(socket);
      else reject(error);
    });
  });
}

function originOf(target: Target): string {
  return URL.parse(`${target.protocol}//${target.hostname}${target.port === '' ? '' : `:${target.port}`}`)?.origin ?? '';
}
