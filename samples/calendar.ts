const dayMs = 86_400_000;
const shanghaiMs = 8 * 3_600_000;

/** The calendar day in Asia/Shanghai (UTC+8 all year), as `YYYY-MM-DD`. */
export function shanghaiDay(instant: Date): string {
  return new Date(instant.getTime() + shanghaiMs).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The same day of the month that many years later; 29 February becomes 1 March. */
export function addYears(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}

export function addMinutes(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + Math.round(minutes * 60_000));
}

/** `YYYY-MM-DD HH:mm` on the Shanghai clock, as sites print it. */
export function shanghaiMinute(instant: Date): string {
  return new Date(instant.getTime() + shanghaiMs).toISOString().slice(0, 16).replace('T', ' ');
}
