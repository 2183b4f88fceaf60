import type { Clock } from '#src/base/clock.ts';
import { deadlineOf, exchange } from './exchange.ts';
import { failed, failedError, failedStatus } from './failures.ts';
import type { FetchFailed } from './fetcher.ts';
import { allowedOrigins, checkUrl, UrlRefused } from './guard.ts';
import { guardedAgent, type Resolve, systemResolve } from './guarded-agent.ts';
import { retryAfterMs } from './retry-after.ts';

/** Hands something to a receiver outside, behind the same egress guard as fetching. It follows no redirects and signs nothing. */
export interface Deliverer {
  post(delivery: Delivery, signal?: AbortSignal): Promise<DeliveryResult>;
  /** Ends open connections; calling it again does nothing. */
  close(): Promise<void>;
}

export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

export type DeliveryResult = { readonly kind: 'ok'; readonly status: number } | FetchFailed;

export interface DelivererOptions {
  readonly userAgent: string;
  readonly allow?: readonly string[];
  readonly clock: Clock;
  readonly resolve?: Resolve;
}

/** Of the receiver's answer, which nobody reads. */
const MAX_ANSWER_BYTES = 64 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;

export function createDeliverer(options: DelivererOptions): Deliverer {
  const allow = allowedOrigins(options.allow ?? []);
  const agent = guardedAgent({ allow, resolve: options.resolve ?? systemResolve, connectTimeoutMs: CONNECT_TIMEOUT_MS });
  return {
    post: async (delivery, signal) => {
      const deadline = deadlineOf(delivery.timeoutMs, signal);
      try {
        const url = checkUrl(delivery.url, allow);
        const headers = { 'user-agent': options.userAgent, ...delivery.headers };
        const request = { url, method: 'POST' as const, headers, body: delivery.body, maxBytes: MAX_ANSWER_BYTES, cut: true };
        const answer = await exchange(agent, request, deadline.signal);
        if (answer.kind === 'failed') return answer;
        if (answer.status >= 200 && answer.status <= 299) return { kind: 'ok', status: answer.status };
        return refusal(answer.status, retryAfterMs(answer.headers['retry-after'], options.clock.now()));
      } catch (error) {
        return error instanceof UrlRefused ? failed('bad-url', { detail: error.message }) : failedError(error);
      } finally {
        deadline.clear();
      }
    },
    close: async () => {
      if (!agent.destroyed) await agent.destroy();
    },
  };
}

/** Only 410 and malformed addresses end a delivery for good: a receiver that refuses today may be repaired tomorrow. */
function refusal(status: number, retryAfter: number | undefined): FetchFailed {
  const found = failedStatus(status, retryAfter);
  const retry = found.reason === 'gone' ? 'never' : found.retry === 'never' ? 'retry' : found.retry;
  return { ...found, retry, message: `接收方没有接受通知（HTTP ${status}），请检查接收地址和接收程序。` };
}
