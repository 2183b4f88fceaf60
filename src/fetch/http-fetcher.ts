import type { Agent } from 'undici';
import { type Clock, monotonicMs } from '#src/base/clock.ts';
import type { Logger } from '#src/base/logger.ts';
import { decodePage } from './charset.ts';
import { type Answer, deadlineOf, exchange } from './exchange.ts';
import { failed, failedError, failedStatus } from './failures.ts';
import type { FetchedPage, Fetcher, FetchFailed, FetchPurpose, FetchRequest, FetchResult } from './fetcher.ts';
import { type AllowedOrigins, allowedOrigins, checkUrl, UrlRefused } from './guard.ts';
import { guardedAgent, type Resolve, systemResolve } from './guarded-agent.ts';
import { type BudgetSettings, type HostBudget, hostBudget, realSleep, type Sleep } from './host-budget.ts';
import { retryAfterMs } from './retry-after.ts';
import { ROBOTS_MAX_BYTES, type RobotsRules, robotsRules } from './robots.ts';

export interface FetcherOptions {
  /** How we name ourselves; what stands before the first `/` is our name in robots.txt. */
  readonly userAgent: string;
  /** Origins inside the network that may be reached. */
  readonly allow?: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
  readonly budget?: BudgetSettings;
  readonly sleep?: Sleep;
  readonly resolve?: Resolve;
}

const POLITE: BudgetSettings = { limits: { concurrency: 2, intervalMs: 1_000 }, maxWaitMs: 30_000 };
const TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_REDIRECTS = 10;
const ROBOTS_REDIRECTS = 5;
const THROTTLED_MS = 60_000;

const ACCEPT: Readonly<Record<FetchPurpose, string>> = {
  page: 'text/html,application/xhtml+xml,*/*;q=0.5',
  feed: 'application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5',
  image: 'image/*,*/*;q=0.5',
};

/** What one fetch needs; the parts that live as long as the fetcher. */
interface Engine {
  readonly agent: Agent;
  readonly allow: AllowedOrigins;
  readonly budget: HostBudget;
  readonly clock: Clock;
  readonly log: Logger;
  readonly userAgent: string;
}

/** The fetch port on undici: HTTP/1.1, one process-wide budget for each host. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const allow = allowedOrigins(options.allow ?? []);
  const agent = guardedAgent({ allow, resolve: options.resolve ?? systemResolve, connectTimeoutMs: CONNECT_TIMEOUT_MS });
  const budget = hostBudget(options.budget ?? POLITE, options.clock, options.sleep ?? realSleep);
  const engine: Engine = { agent, allow, budget, clock: options.clock, log: options.log, userAgent: options.userAgent };
  const product = /^[^/\s]+/.exec(options.userAgent)?.[0] ?? options.userAgent;
  const robots = robotsRules((url, signal) => fetchRobots(engine, url, signal), options.clock, product);
  return {
    fetch: async (request, signal) => {
      const began = monotonicMs();
      const result = await fetchPage(engine, robots, request, signal);
      const outcome = result.kind === 'failed' ? result.reason : result.kind;
      options.log.debug({ url: request.url, outcome, ms: Math.round(monotonicMs() - began) }, 'fetched');
      return result;
    },
    close: async () => {
      if (!agent.destroyed) await agent.destroy();
    },
  };
}

async function fetchPage(
  engine: Engine,
  robots: RobotsRules,
  request: FetchRequest,
  signal: AbortSignal | undefined,
): Promise<FetchResult> {
  const journey: Journey = {
    engine,
    headers: headersOf(request),
    maxBytes: request.maxBytes ?? MAX_BYTES,
    maxRedirects: MAX_REDIRECTS,
    timeoutMs: request.timeoutMs ?? TIMEOUT_MS,
    permit: (url) => robots.check(url, signal),
    signal,
  };
  const arrival = await travel(journey, request.url);
  if (arrival.kind === 'failed') return arrival;
  const { answer, url } = arrival;
  const conditional = request.etag !== undefined || request.lastModified !== undefined;
  if (answer.status === 304 && conditional) return { kind: 'not-modified' };
  if (answer.status < 200 || answer.status > 299) return refusal(engine, url, answer);
  return pageOf(request.url, url, answer, engine.clock.now());
}

function headersOf(request: FetchRequest): Record<string, string> {
  return {
    accept: ACCEPT[request.purpose],
    'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
    ...(request.etag === undefined ? {} : { 'if-none-match': request.etag }),
    ...(request.lastModified === undefined ? {} : { 'if-modified-since': request.lastModified }),
  };
}

function refusal(engine: Engine, url: URL, answer: Answer): FetchFailed {
  const result = failedStatus(answer.status, retryAfterMs(answer.headers['retry-after'], engine.clock.now()));
  if (result.reason === 'throttled') {
    const pause = Math.max(result.retryAfterMs ?? 0, 1_000);
    engine.budget.hold(url.host, pause);
    engine.log.warn({ host: url.host, status: answer.status, pauseMs: pause }, 'host asks for patience');
  }
  return result;
}

function pageOf(requested: string, url: URL, answer: Answer, fetchedAt: Date): FetchedPage {
  const { headers, bytes, status } = answer;
  let memo: ReturnType<typeof decodePage> | undefined;
  const decoded = () => {
    memo ??= decodePage(bytes, headers['content-type']);
    return memo;
  };
  const { etag, 'last-modified': lastModified } = headers;
  return {
    kind: 'ok',
    url: requested,
    finalUrl: url.href,
    status,
    headers,
    bytes,
    fetchedAt,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
    text: () => decoded().text,
    get charset() {
      return decoded().charset;
    },
  };
}

/** The rules of a journey over redirects; every stop is judged like the first. */
interface Journey {
  readonly engine: Engine;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  readonly cut?: boolean;
  readonly maxRedirects: number;
  readonly timeoutMs: number;
  permit(url: URL): Promise<{ readonly kind: 'allowed'; readonly crawlDelayMs: number } | FetchFailed>;
  readonly signal: AbortSignal | undefined;
}

type Arrival = { readonly kind: 'arrived'; readonly answer: Answer; readonly url: URL } | FetchFailed;

async function travel(journey: Journey, start: string): Promise<Arrival> {
  const seen = new Set<string>();
  let next = start;
  let left = journey.timeoutMs;
  for (;;) {
    const url = judged(next, journey.engine.allow, seen.size > 0);
    if (!(url instanceof URL)) return url;
    if (seen.has(url.href)) return failed('too-many-redirects', { detail: `又回到 ${url.href}` });
    if (seen.size > journey.maxRedirects) return failed('too-many-redirects', { detail: `超过 ${journey.maxRedirects} 次` });
    seen.add(url.href);
    const began = monotonicMs();
    const stop = await visit(journey, url, left);
    if (stop.kind === 'failed') return stop;
    if (!isRedirect(stop.answer.status)) return { kind: 'arrived', answer: stop.answer, url };
    const target = targetOf(stop.answer, url);
    if (target === undefined) return failed('bad-redirect', { status: stop.answer.status });
    next = target;
    left -= Math.max(0, monotonicMs() - began - stop.waitedMs);
    if (left <= 0) return failed('timeout');
  }
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** Servers send raw UTF-8 in Location, which arrives as Latin-1. */
function targetOf(answer: Answer, from: URL): string | undefined {
  const location = answer.headers['location'];
  if (location === undefined || location === '') return undefined;
  const bytes = Buffer.from(location, 'latin1');
  const text = bytes.toString('latin1') === location ? decodePage(bytes, 'utf-8').text : location;
  return URL.parse(text, from.href)?.href;
}

function judged(address: string, allow: AllowedOrigins, redirected: boolean): URL | FetchFailed {
  try {
    const url = checkUrl(address, allow);
    url.hash = '';
    return url;
  } catch (error) {
    const detail = redirected ? `跳转目标 ${address}` : undefined;
    const found =
      error instanceof UrlRefused ? failed(redirected ? 'bad-redirect' : 'bad-url', { detail: error.message }) : failedError(error);
    return detail === undefined ? found : { ...found, message: `${found.message.replace(/。$/, '')}（${detail}）。` };
  }
}

type Stop = { readonly kind: 'stop'; readonly answer: Answer; readonly waitedMs: number } | FetchFailed;

/** One request: permission, turn, exchange. */
async function visit(journey: Journey, url: URL, timeoutMs: number): Promise<Stop> {
  const { engine, signal } = journey;
  const began = monotonicMs();
  const permit = await journey.permit(url);
  if (permit.kind === 'failed') return permit;
  let turn: Awaited<ReturnType<HostBudget['acquire']>>;
  try {
    turn = await engine.budget.acquire(url.host, permit.crawlDelayMs, signal);
  } catch {
    return failed('cancelled');
  }
  if (turn.kind === 'busy') return failed('host-busy', { retryAfterMs: turn.retryAfterMs });
  const waitedMs = monotonicMs() - began;
  const deadline = deadlineOf(timeoutMs, signal);
  try {
    const headers = { 'user-agent': engine.userAgent, ...journey.headers };
    const request = { url, method: 'GET' as const, headers, maxBytes: journey.maxBytes, cut: journey.cut === true };
    const answer = await exchange(engine.agent, request, deadline.signal);
    return answer.kind === 'failed' ? answer : { kind: 'stop', answer, waitedMs };
  } finally {
    deadline.clear();
    turn.release();
  }
}

async function fetchRobots(engine: Engine, url: URL, signal: AbortSignal | undefined): Promise<Answer | FetchFailed> {
  const arrival = await travel(
    {
      engine,
      headers: { accept: 'text/plain,*/*;q=0.5' },
      maxBytes: ROBOTS_MAX_BYTES,
      cut: true,
      maxRedirects: ROBOTS_REDIRECTS,
      timeoutMs: TIMEOUT_MS,
      permit: async () => ({ kind: 'allowed', crawlDelayMs: 0 }),
      signal,
    },
    url.href,
  );
  if (arrival.kind === 'failed') return arrival;
  if (arrival.answer.status === 429)
    engine.budget.hold(url.host, retryAfterMs(arrival.answer.headers['retry-after'], engine.clock.now()) ?? THROTTLED_MS);
  return arrival.answer;
}
