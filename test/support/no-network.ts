import dns from 'node:dns';
import { isIP, Socket } from 'node:net';

const attempts: string[] = [];

function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.') || host === '0.0.0.0';
  if (isIP(host) === 6) return host === '::1' || host === '::' || host.toLowerCase().startsWith('::ffff:127.');
  return host === '' || host === 'localhost' || host.endsWith('.localhost');
}

/** The host that `Socket.connect` was asked for; undefined for a local socket file. */
function targetOf(args: readonly unknown[]): string | undefined {
  // node:net passes its own already normalised arguments as one array.
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === 'object' && first !== null) {
    const options = first as { host?: unknown; path?: unknown };
    if (typeof options.path === 'string') return undefined;
    return typeof options.host === 'string' ? options.host : 'localhost';
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return undefined;
  return typeof second === 'string' ? second : 'localhost';
}

function refuse(what: string): Error {
  attempts.push(what);
  return new Error(`Tests reach 127.0.0.1 only, but this one tried ${what}. Serve the page from the test or from test/fixtures.`);
}

let installed = false;

/** From here on this process reaches loopback addresses only. Each refused attempt is kept for `takeAttempts`. */
export function forbidNetwork(): void {
  if (installed) return;
  installed = true;
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function guardedConnect(this: Socket, ...args: unknown[]): Socket {
    const host = targetOf(args);
    if (host !== undefined && !isLoopback(host)) {
      const error = refuse(`to connect to ${host}`);
      process.nextTick(() => this.destroy(error));
      return this;
    }
    return Reflect.apply(connect, this, args);
  };
  const lookup = dns.lookup;
  const guardedLookup = (host: string, ...rest: unknown[]): void => {
    if (isLoopback(host) || isIP(host) !== 0) {
      Reflect.apply(lookup, dns, [host, ...rest]);
      return;
    }
    const done = rest.at(-1) as (error: Error) => void;
    const error = refuse(`to look up ${host}`);
    process.nextTick(() => done(error));
  };
  Object.assign(dns, { lookup: guardedLookup });
  const lookupPromise = dns.promises.lookup;
  Object.assign(dns.promises, {
    lookup: (host: string, ...rest: unknown[]) =>
      isLoopback(host) || isIP(host) !== 0
        ? Reflect.apply(lookupPromise, dns.promises, [host, ...rest])
        : Promise.reject(refuse(`to look up ${host}`)),
  });
}

/** The attempts since the last call, so that a test fails even where the code under test swallowed the error. */
export function takeAttempts(): string[] {
  return attempts.splice(0);
}
