import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLimiter } from '#src/access/index.ts';
import { virtualClock } from '#src/base/clock.ts';

const START = '2026-03-02T02:00:00.000Z';

describe('a limit', () => {
  test('says how long to wait, and then lets pass', () => {
    const clock = virtualClock(START);
    const limiter = createLimiter(clock);
    const rule = { max: 2, window: 60 };
    expect([limiter.take('a', rule).allowed, limiter.take('a', rule).allowed]).toEqual([true, true]);
    expect(limiter.take('a', rule)).toEqual({ allowed: false, retryAfter: 30 });
    expect(limiter.take('b', rule).allowed).toBe(true);
    clock.advance(30_000);
    expect(limiter.take('a', rule).allowed).toBe(true);
    expect(limiter.take('a', rule).allowed).toBe(false);
  });

  test('never lets more through than the burst and what time brings', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(pauses, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 120 }), (steps, max, window) => {
        const clock = virtualClock(START);
        const limiter = createLimiter(clock);
        let passed = 0;
        let elapsed = 0;
        for (const step of steps) {
          clock.advance(step);
          elapsed += step;
          if (limiter.take('a', { max, window }).allowed) passed += 1;
          expect(passed).toBeLessThanOrEqual(max + (elapsed * max) / (window * 1000) + 1e-6);
        }
      }),
    );
  });

  test('forgets nobody who is still limited while others come', () => {
    const limiter = createLimiter(virtualClock(START));
    const rule = { max: 1, window: 60 };
    limiter.take('a', rule);
    for (let n = 0; n < 15_000; n += 1) limiter.take(`other-${n}`, rule);
    expect(limiter.take('a', rule).allowed).toBe(false);
  });
});
