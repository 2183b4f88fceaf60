import { describe, expect, test } from 'vitest';
import { type BurstScore, createBurstDetector } from '#src/opinion/burst.ts';
import { loadBurstRules } from '#src/opinion/models.ts';

const rules = loadBurstRules();
const START = Date.parse('2026-04-01T00:00:00+08:00');
const stamp = (hour: number) => new Date(START + hour * 3_600_000).toISOString();

/** A calm fortnight with a day's rhythm, then the counts given. */
function afterCalm(counts: readonly number[], level = 4): BurstScore[] {
  const detector = createBurstDetector(rules);
  const calm = 14 * 24;
  for (let hour = 0; hour < calm; hour += 1)
    detector.add(stamp(hour), Math.round(level * (1 + Math.sin(((hour % 24) / 24) * 2 * Math.PI)) + (hour % 3)));
  return counts.map((count, index) => detector.add(stamp(calm + index), count));
}

describe('bursts of mentions', () => {
  test('a sudden flood raises an alarm within two hours', () => {
    expect(afterCalm([40, 60]).at(-1)?.alarm).toBe(true);
  });

  test('the usual rhythm of a day raises none', () => {
    const usual = Array.from({ length: 24 }, (_, hour) => Math.round(4 * (1 + Math.sin((hour / 24) * 2 * Math.PI)) + (hour % 3)));
    expect(afterCalm(usual).some((score) => score.alarm)).toBe(false);
  });

  test('two mentions of a brand nobody speaks of are no burst', () => {
    expect(afterCalm([2, 0, 1], 0).some((score) => score.alarm)).toBe(false);
  });

  test('says nothing before it has seen three days', () => {
    const detector = createBurstDetector(rules);
    expect(detector.add(stamp(0), 500)).toMatchObject({ score: 0, alarm: false });
  });

  test('the same peak counts for less on a known promotion day', () => {
    const scoreOn = (day: string) => {
      const detector = createBurstDetector(rules);
      const end = Date.parse(`${day}T09:00:00+08:00`);
      for (let hour = 10 * 24; hour > 0; hour -= 1) detector.add(new Date(end - hour * 3_600_000).toISOString(), 3);
      return detector.add(new Date(end).toISOString(), 18).score;
    };
    expect(scoreOn('2026-06-18')).toBeLessThan(scoreOn('2026-06-25'));
  });

  test('a restart in the middle gives the same scores', () => {
    const counts = Array.from({ length: 200 }, (_, hour) => (hour * 7919) % 11);
    const whole = createBurstDetector(rules);
    const expected = counts.map((count, hour) => whole.add(stamp(hour), count));
    const before = createBurstDetector(rules);
    for (const [hour, count] of counts.slice(0, 120).entries()) before.add(stamp(hour), count);
    const after = createBurstDetector(rules, JSON.parse(JSON.stringify(before.snapshot())));
    expect(counts.slice(120).map((count, index) => after.add(stamp(120 + index), count))).toEqual(expected.slice(120));
  });

  test('a clock that jumps a year ahead or stands still does no harm', () => {
    const detector = createBurstDetector(rules);
    for (let hour = 0; hour < 100; hour += 1) detector.add(stamp(hour), 3);
    expect(detector.add(stamp(99), 3).score).toBeLessThan(1);
    expect(detector.add(stamp(99 + 365 * 24), 3).alarm).toBe(false);
  });
});
