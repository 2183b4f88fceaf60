import { monotonicFactory } from 'ulid';
import type { Clock } from './clock.ts';

const next = monotonicFactory();

/** A new identifier that sorts by time: `<prefix>_<ULID>`, for example `case_01JD…`. */
export function newId(prefix: string, clock: Clock): string {
  return `${prefix}_${next(clock.now().getTime())}`;
}
