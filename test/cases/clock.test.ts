import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shanghaiDay } from '#src/base/days.ts';
import { addWorkingDays, calendarPublished, endOfDay } from '#src/cases/calendar.ts';
import { clockStatus, dueAt } from '#src/cases/clock.ts';
import { caseRules } from '#src/cases/rules.ts';

describe('working days', () => {
  // Weeks without holidays, starting on a Monday.
  test.each([
    [5, '2026-11-09'],
    [7, '2026-11-11'],
    [10, '2026-11-16'],
    [15, '2026-11-23'],
    [20, '2026-11-30'],
    [30, '2026-12-14'],
  ])('%i working days from 2026-11-02 end on %s', (days, end) => {
    expect(addWorkingDays('2026-11-02', days).day).toBe(end);
  });

  test('the National Day holiday does not count, the Saturday worked in exchange does', () => {
    expect(addWorkingDays('2026-09-30', 1).day).toBe('2026-10-08');
    expect(addWorkingDays('2026-10-09', 1).day).toBe('2026-10-10');
  });

  test('a term that reaches into a year without a published calendar says so', () => {
    expect(calendarPublished(2026)).toBe(true);
    expect(calendarPublished(2040)).toBe(false);
    expect(addWorkingDays('2040-03-05', 3)).toEqual({ day: '2040-03-08', provisional: true });
  });

  test('a longer term never ends earlier, and one more day ends later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 60 }), (offset, days) => {
        const from = new Date(Date.parse('2025-01-01T00:00:00Z') + offset * 86_400_000).toISOString().slice(0, 10);
        const end = addWorkingDays(from, days).day;
        expect(end > from).toBe(true);
        expect(addWorkingDays(from, days + 1).day > end).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the clock of a clue', () => {
  const triage = caseRules().clue.clocks.find((clock) => clock.id === 'TRIAGE');
  if (triage === undefined) throw new Error('no triage clock in the rules');

  test('starts on the Shanghai day, however late in the evening', () => {
    const lateOnMonday = new Date('2026-11-02T15:59:59.000Z');
    expect(shanghaiDay(lateOnMonday)).toBe('2026-11-02');
    expect(dueAt(triage, 'red', lateOnMonday)).toEqual(new Date('2026-11-03T15:59:59.999Z'));
    expect(dueAt(triage, 'red', new Date('2026-11-02T16:00:00.000Z'))).toEqual(endOfDay('2026-11-04'));
  });

  test('is amber, red and overdue by the share of the term that is used', () => {
    const [start, due] = [new Date('2026-11-02T00:00:00Z'), new Date('2026-11-12T00:00:00Z')];
    const at = (day: string) => clockStatus(start, due, new Date(`2026-11-${day}Z`), { amber: 0.7, red: 0.9 });
    expect([at('05T00:00:00'), at('09T00:00:00'), at('11T00:00:00'), at('12T00:00:00'), at('12T00:00:01')]).toEqual([
      'running',
      'amber',
      'red',
      'red',
      'overdue',
    ]);
  });
});
