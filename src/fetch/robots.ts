import type { Clock } from '#src/base/clock.ts';
import type { Answer } from './exchange.ts';
import { failed } from './failures.ts';
import type { FetchFailed } from './fetcher.ts';
import { allows, parseRobotsTxt, type RobotsTxt } from './robots-txt.ts';

/** May this page be collected, and how slowly? */
export type RobotsVerdict = { readonly kind: 'allowed'; readonly crawlDelayMs: number } | FetchFailed;

export interface RobotsRules {
  /** Asks the rules of the page's origin, fetching them when they are not known or too old. */
  check(url: URL, signal?: AbortSignal): Promise<RobotsVerdict>;
}

/** Fetches robots.txt itself, redirects followed. */
export type FetchRobots = (url: URL, signal: AbortSignal | undefined) => Promise<Answer | FetchFailed>;

/** RFC 9309 §2.5: at least 500 KiB must be read. */
export const ROBOTS_MAX_BYTES = 512 * 1024;
/** RFC 9309 §2.4: not longer than 24 hours. */
const KEEP_MS = 6 * 3_600_000;
const KEEP_FAILURE_MS = 120_000;
const MAX_ORIGINS = 5_000;
/** A site may slow us down, but not stop us by a delay of hours; then it should disallow. */
const MAX_CRAWL_DELAY_MS = 30_000;

type Rules = { readonly kind: 'rules'; readonly robots: RobotsTxt } | FetchFailed;

interface Remembered {
  readonly rules: Promise<Rules>;
  until: number;
}

/**
 * The rules of RFC 9309: 4xx means there are none, 5xx and no answer mean stay away for now.
 * @param product the name robots.txt knows us by, such as `HufuBot`
 */
export function robotsRules(fetchRobots: FetchRobots, clock: Clock, product: string): RobotsRules {
  const known = new Map<string, Remembered>();
  return {
    check: async (url, signal) => {
      const ask = async () => rulesOf(await fetchRobots(new URL('/robots.txt', url), signal), product);
      const rules = await recall(known, url.origin, ask, clock);
      return rules.kind === 'failed' ? rules : verdictOf(rules.robots, url);
    },
  };
}

function verdictOf(robots: RobotsTxt, url: URL): RobotsVerdict {
  if (!allows(robots, `${url.pathname}${url.search}`)) return failed('robots-denied', { detail: `${url.origin}/robots.txt` });
  return { kind: 'allowed', crawlDelayMs: Math.min(robots.crawlDelayMs, MAX_CRAWL_DELAY_MS) };
}

async function recall(known: Map<string, Remembered>, origin: string, ask: () => Promise<Rules>, clock: Clock): Promise<Rules> {
  const now = clock.now().getTime();
  const remembered = known.get(origin);
  if (remembered !== undefined && remembered.until > now) return remembered.rules;
  if (known.size >= MAX_ORIGINS) known.delete(known.keys().next().value ?? '');
  // All who ask while the file is on its way share one request.
  const asked: Remembered = { rules: ask(), until: now + KEEP_MS };
  known.set(origin, asked);
  const rules = await asked.rules;
  if (rules.kind === 'failed') asked.until = rules.reason === 'cancelled' ? 0 : now + KEEP_FAILURE_MS;
  return rules;
}

/** Failures of the whole host keep their own reason; everything else means that the rules are not known now. */
const OWN_REASON = new Set(['blocked-address', 'dns', 'tls', 'cancelled', 'host-busy']);

function rulesOf(answer: Answer | FetchFailed, product: string): Rules {
  if (answer.kind === 'failed') {
    // RFC 9309 §2.3.1.2: more than five redirects may be taken as no rules.
    if (answer.reason === 'too-many-redirects' || answer.reason === 'bad-redirect') return rulesIn('', product);
    return OWN_REASON.has(answer.reason) ? answer : failed('robots-unreachable', { detail: answer.reason });
  }
  const { status } = answer;
  if (status === 429 || status >= 500) return failed('robots-unreachable', { detail: `HTTP ${status}`, status });
  return rulesIn(status >= 300 ? '' : new TextDecoder().decode(answer.bytes), product);
}

function rulesIn(text: string, product: string): Rules {
  return { kind: 'rules', robots: parseRobotsTxt(text, product) };
}
