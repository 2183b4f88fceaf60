import { timestamp } from 'drizzle-orm/pg-core';

/** A `timestamptz` column read and written as a Date. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
}
