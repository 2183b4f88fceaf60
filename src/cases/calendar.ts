import chineseDays from 'chinese-days';
import { DAY_MS, SHANGHAI_OFFSET_MS } from '#src/base/days.ts';

const { getHolidaysInRange, isWorkday } = chineseDays;

/** The last instant of a Shanghai day: a term of days ends with its last day. */
export function endOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - SHANGHAI_OFFSET_MS + DAY_MS - 1);
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** Whether the State Council has published the holidays of this year; until then only weekends are known. */
export function calendarPublished(year: number): boolean {
  return getHolidaysInRange(`${year}-10-01`, `${year}-10-03`, false).length > 0 && !isWorkday(`${year}-10-01`);
}

/**
 * The day on which a term of working days ends. The day it starts on is not counted (市场监督管理行政处罚程序规定 80); holidays and
 * moved working days are those of the State Council calendar.
 * @returns the last day, and whether it rests on a year whose calendar is not published yet
 */
export function addWorkingDays(from: string, days: number): { day: string; provisional: boolean } {
  let day = from;
  for (let counted = 0; counted < days; ) {
    day = nextDay(day);
    if (isWorkday(day)) counted += 1;
  }
  const years = new Set([Number(from.slice(0, 4)), Number(day.slice(0, 4))]);
  return { day, provisional: [...years].some((year) => !calendarPublished(year)) };
}
