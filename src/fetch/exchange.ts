import type { Agent, Dispatcher } from 'undici';
import { ACCEPT_ENCODING, BadBody, readBody, TooMuch } from './decompress.ts';
import { failed, failedError } from './failures.ts';
import type { FetchFailed } from './fetcher.ts';

/** One request without redirects, and its whole answer. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

export interface Exchange {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly maxBytes: number;
  /** Keep the first `maxBytes` instead of failing. */
  readonly cut?: boolean;
}

/** Bodies of these statuses are not read: nobody needs them and they may be endless. */
function isBodiless(status: number): boolean {
  return status >= 300;
}

/** Ratio from which a body over the limit is called a bomb; text rarely reaches 50. */
const BOMB_RATIO = 100;

export async function exchange(agent: Agent, request: Exchange, deadline: AbortSignal): Promise<Answer | FetchFailed> {
  try {
    const response = await agent.request({
      origin: request.url.origin,
      path: `${request.url.pathname}${request.url.search}`,
      method: request.method,
      headers: { 'accept-encoding': ACCEPT_ENCODING, ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      signal: deadline,
    });
    const headers = flat(response.headers);
    const bytes = isBodiless(response.statusCode) ? await drop(response) : await read(response, headers, request);
    return { kind: 'answer', status: response.statusCode, headers, bytes };
  } catch (error) {
    return failureOf(error, request.maxBytes, deadline);
  }
}

/** Gives up the connection with the unread body, except where there is none to read. */
async function drop(response: Dispatcher.ResponseData): Promise<Uint8Array> {
  // Destroying an unread body raises an abort error on it, which is what we want and nobody's news.
  response.body.on('error', () => undefined);
  if (response.statusCode === 304) await response.body.dump();
  else response.body.destroy();
  return new Uint8Array();
}

async function read(response: Dispatcher.ResponseData, headers: Readonly<Record<string, string>>, request: Exchange): Promise<Uint8Array> {
  const cut = request.cut === true;
  if (!cut && Number(headers['content-length'] ?? 0) > request.maxBytes) {
    await drop(response);
    throw new TooMuch(1);
  }
  return readBody(response.body, headers['content-encoding'], { maxBytes: request.maxBytes, cut });
}

function failureOf(error: unknown, maxBytes: number, deadline: AbortSignal): FetchFailed {
  if (error instanceof TooMuch) {
    const limit = `上限 ${maxBytes} 字节`;
    return error.ratio >= BOMB_RATIO ? failed('compression-bomb', { detail: limit }) : failed('too-large', { detail: limit });
  }
  if (error instanceof BadBody) return failed('bad-body', { detail: error.message });
  if (deadline.aborted) return deadline.reason instanceof OutOfTime ? failed('timeout') : failed('cancelled');
  return failedError(error);
}

/** Why a deadline's signal was aborted by itself. */
export class OutOfTime extends Error {}

/** A signal that is aborted after `timeoutMs` or with the caller's signal. Call `clear` in the end. */
export function deadlineOf(timeoutMs: number, signal: AbortSignal | undefined): { readonly signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new OutOfTime('out of time')), timeoutMs);
  const forward = () => controller.abort(signal?.reason);
  if (signal?.aborted === true) forward();
  signal?.addEventListener('abort', forward, { once: true });
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
    },
  };
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return result;
}
