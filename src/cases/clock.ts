import { shanghaiDay } from '#src/base/days.ts';
import { addWorkingDays, endOfDay } from './calendar.ts';
import type { ClockRule } from './rules.ts';

export type ClockLevel = 'red' | 'orange' | 'yellow' | 'blue';
export type ClockStatus = 'running' | 'amber' | 'red' | 'overdue';

/** When a term that starts at `from` ends. */
export function dueAt(rule: ClockRule, level: ClockLevel, from: Date): Date {
  return endOfDay(addWorkingDays(shanghaiDay(from), rule.length[level]).day);
}

/** How much of the term is used up, in words. Thresholds are shares of the term. */
export function clockStatus(startedAt: Date, due: Date, now: Date, thresholds: { amber: number; red: number }): ClockStatus {
  if (now > due) return 'overdue';
  const used = (now.getTime() - startedAt.getTime()) / Math.max(1, due.getTime() - startedAt.getTime());
  if (used >= thresholds.red) return 'red';
  return used >= thresholds.amber ? 'amber' : 'running';
}
