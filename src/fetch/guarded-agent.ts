import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { type AllowedOrigins, assertPublicAddress } from './guard.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Turns a host name into addresses; the system's resolver unless a test answers itself. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

export function systemResolve(hostname: string): Promise<readonly ResolvedAddress[]> {
  return dns.promises.lookup(hostname, { all: true, order: 'ipv4first' });
}

/**
 * A lookup that refuses names with any address inside the network. The socket connects to exactly the addresses that were checked here, so a
 * second DNS answer (rebinding) is never asked for.
 */
export function checkedLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        try {
          for (const { address } of addresses) assertPublicAddress(address);
          answer(hostname, addresses, options.all === true, callback);
        } catch (error) {
          callback(asError(error), '', 0);
        }
      },
      (error: unknown) => callback(asError(error), '', 0),
    );
  };
}

function answer(hostname: string, addresses: readonly ResolvedAddress[], all: boolean, callback: Parameters<LookupFunction>[2]): void {
  const [first] = addresses;
  if (first === undefined) throw Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' });
  if (all) callback(null, [...addresses]);
  else callback(null, first.address, first.family);
}

function asError(error: unknown): NodeJS.ErrnoException {
  return error instanceof Error ? error : new Error(String(error));
}

export interface AgentOptions {
  readonly allow: AllowedOrigins;
  readonly resolve: Resolve;
  readonly connectTimeoutMs: number;
}

/** An undici agent whose every connection goes to a public address, or to an allowed origin. */
export function guardedAgent(options: AgentOptions): Agent {
  const timeout = options.connectTimeoutMs;
  const open = buildConnector({ timeout });
  const guarded = buildConnector({ timeout, lookup: checkedLookup(options.resolve) });
  return new Agent({
    // The request's own deadline covers headers and body.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 64 * 1024,
    connect: (target, callback) => {
      if (options.allow.has(originOf(target))) {
        open(target, callback);
        return;
      }
      try {
        // No lookup happens for a literal address.
        const literal = target.hostname.replace(/^\[|\]$/g, '');
        if (isIP(literal) !== 0) assertPublicAddress(literal);
        guarded(target, callback);
      } catch (error) {
        callback(asError(error), null);
      }
    },
  });
}

function originOf(target: { readonly protocol: string; readonly hostname: string; readonly port: string }): string {
  return URL.parse(`${target.protocol}//${target.hostname}${target.port === '' ? '' : `:${target.port}`}`)?.origin ?? '';
}
