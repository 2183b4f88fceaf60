import { eq } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { meta } from './tables.ts';

/** A single fact of this installation; undefined where it was never written. */
export async function readMeta(db: Db, key: string): Promise<unknown> {
  const [row] = await db.select().from(meta).where(eq(meta.key, key));
  return row?.value;
}

export async function writeMeta(db: Db, key: string, value: unknown, now: Date): Promise<void> {
  await db
    .insert(meta)
    .values({ key, value, updatedAt: now })
    .onConflictDoUpdate({ target: meta.key, set: { value, updatedAt: now } });
}
