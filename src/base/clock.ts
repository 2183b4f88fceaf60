/** The only source of wall-clock time. Decisions take an instant as an argument instead. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved: for tests and replays. */
export interface VirtualClock extends Clock {
  set(instant: Date): void;
  advance(milliseconds: number): void;
}

export function virtualClock(start: Date | string): VirtualClock {
  let current = new Date(start).getTime();
  return {
    now: () => new Date(current),
    set: (instant) => {
      current = instant.getTime();
    },
    advance: (milliseconds) => {
      current += milliseconds;
    },
  };
}

/** Milliseconds since an arbitrary point, never going backwards: for measuring durations only. */
export function monotonicMs(): number {
  return performance.now();
}
