import { type VirtualClock, virtualClock } from '#src/base/clock.ts';
import { createLogger, type Logger } from '#src/base/logger.ts';
import type { BudgetSettings, Sleep } from '#src/fetch/index.ts';

export const UNHURRIED: BudgetSettings = { limits: { concurrency: 8, intervalMs: 0 }, maxWaitMs: 30_000 };

export interface Time {
  readonly clock: VirtualClock;
  /** Moves the clock instead of waiting, and remembers what was asked for. */
  readonly sleep: Sleep;
  readonly slept: readonly number[];
}

export function virtualTime(start = '2026-11-20T00:00:00Z'): Time {
  const clock = virtualClock(start);
  const slept: number[] = [];
  const sleep: Sleep = async (milliseconds, signal) => {
    signal?.throwIfAborted();
    slept.push(milliseconds);
    clock.advance(milliseconds);
  };
  return { clock, sleep, slept };
}

export function silentLog(): Logger {
  return createLogger('silent');
}
