import { setTimeout as timer } from 'node:timers/promises';
import type { Clock } from '#src/base/clock.ts';

/** Waits; rejects when the signal is aborted. Tests hand in one that moves a virtual clock. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const realSleep: Sleep = (milliseconds, signal) => timer(milliseconds, undefined, signal === undefined ? {} : { signal });

export interface HostLimits {
  /** Requests under way to one host at the same time. */
  readonly concurrency: number;
  /** Least time between the starts of two requests. */
  readonly intervalMs: number;
}

export interface BudgetSettings {
  readonly limits: HostLimits;
  /** Other limits for hosts by `hostname:port` as in the URL, for example no pause for the own sample world. */
  readonly hosts?: Readonly<Record<string, HostLimits>>;
  /** A request that would have to wait longer is turned away, so that one slow host does not hold all workers. */
  readonly maxWaitMs: number;
}

export type Turn = { readonly kind: 'granted'; release(): void } | { readonly kind: 'busy'; readonly retryAfterMs: number };

/** Who may ask which host when. One budget serves everything in this process. */
export interface HostBudget {
  /** Waits for a turn. `crawlDelayMs` from robots.txt raises the interval. Call `release` exactly once after the request. */
  acquire(host: string, crawlDelayMs: number, signal?: AbortSignal): Promise<Turn>;
  /** Nobody asks this host for so long: it answered 429 or named a time. */
  hold(host: string, milliseconds: number): void;
}

interface HostState {
  active: number;
  /** Earliest start of the next request, on the clock. */
  nextAt: number;
  heldUntil: number;
  readonly waiting: (() => void)[];
}

const MAX_HOSTS = 10_000;

export function hostBudget(settings: BudgetSettings, clock: Clock, sleep: Sleep): HostBudget {
  const hosts = new Map<string, HostState>();
  return {
    acquire: async (host, crawlDelayMs, signal) => {
      const state = stateOf(hosts, host, clock);
      const limits = settings.hosts?.[host] ?? settings.limits;
      if (!(await freePlace(state, limits.concurrency, signal))) return { kind: 'busy', retryAfterMs: settings.maxWaitMs };
      const now = clock.now().getTime();
      const startAt = Math.max(now, state.nextAt, state.heldUntil);
      if (startAt - now > settings.maxWaitMs) {
        leave(state);
        return { kind: 'busy', retryAfterMs: startAt - now };
      }
      // The start is booked before waiting, so that the next one in line waits for its own.
      state.nextAt = startAt + Math.max(limits.intervalMs, crawlDelayMs);
      try {
        if (startAt > now) await sleep(startAt - now, signal);
      } catch (error) {
        leave(state);
        throw error;
      }
      return { kind: 'granted', release: once(() => leave(state)) };
    },
    hold: (host, milliseconds) => {
      const state = stateOf(hosts, host, clock);
      state.heldUntil = Math.max(state.heldUntil, clock.now().getTime() + milliseconds);
    },
  };
}

function stateOf(hosts: Map<string, HostState>, host: string, clock: Clock): HostState {
  const known = hosts.get(host);
  if (known !== undefined) return known;
  if (hosts.size >= MAX_HOSTS) forgetIdle(hosts, clock.now().getTime());
  const state = { active: 0, nextAt: 0, heldUntil: 0, waiting: [] };
  hosts.set(host, state);
  return state;
}

function forgetIdle(hosts: Map<string, HostState>, now: number): void {
  for (const [host, state] of hosts) {
    if (state.active === 0 && state.waiting.length === 0 && state.nextAt <= now && state.heldUntil <= now) hosts.delete(host);
  }
}

/** A place among the requests under way: first come, first served. False when the line is too long to be worth joining. */
async function freePlace(state: HostState, concurrency: number, signal: AbortSignal | undefined): Promise<boolean> {
  signal?.throwIfAborted();
  if (state.active < concurrency) {
    state.active += 1;
    return true;
  }
  if (state.waiting.length >= concurrency * 50) return false;
  await new Promise<void>((resolve, reject) => {
    const enter = () => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    };
    const giveUp = () => {
      const place = state.waiting.indexOf(enter);
      if (place >= 0) state.waiting.splice(place, 1);
      reject(signal?.reason);
    };
    state.waiting.push(enter);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
  return true;
}

/** Hands the place to the next in line, or gives it back. */
function leave(state: HostState): void {
  const next = state.waiting.shift();
  if (next === undefined) state.active -= 1;
  else next();
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}
