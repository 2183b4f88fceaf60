import { z } from 'zod';
import { InvalidError } from './errors.ts';

/** One slice of a list that is walked with `nextCursor` until it is null. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
});

export type PageQuery = z.output<typeof pageQuerySchema>;

/** Where a newest-first list goes on: after this instant and id. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

export function encodeCursor(position: Position): string {
  return Buffer.from(`${position.at.toISOString()}|${position.id}`).toString('base64url');
}

/** @throws InvalidError where the text was not made by `encodeCursor` */
export function decodeCursor(cursor: string): Position {
  const [instant, id] = Buffer.from(cursor, 'base64url').toString().split('|');
  const at = new Date(instant ?? '');
  if (id === undefined || id === '' || Number.isNaN(at.getTime())) {
    throw new InvalidError(
      'The cursor is not one of ours: take it from nextCursor of the page before, or leave it out to start at the first page.',
    );
  }
  return { at, id };
}

/** Cuts `limit + 1` found rows to a page; `positionOf` says where a row stands. */
export function pageOf<R, T>(rows: readonly R[], limit: number, positionOf: (row: R) => Position, toItem: (row: R) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null };
}
