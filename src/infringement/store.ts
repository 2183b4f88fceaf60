import { desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { verdicts } from './tables.ts';

export type VerdictRow = typeof verdicts.$inferSelect;

/** @returns false where this very judgement (same content, registry and rules) is on file already */
export async function insertVerdict(db: Db, row: typeof verdicts.$inferInsert): Promise<boolean> {
  const rows = await db.insert(verdicts).values(row).onConflictDoNothing().returning({ id: verdicts.id });
  return rows.length === 1;
}

/** Newest first. */
export async function verdictsOf(db: Db, documentId: string, limit: number): Promise<VerdictRow[]> {
  return db
    .select()
    .from(verdicts)
    .where(eq(verdicts.documentId, documentId))
    .orderBy(desc(verdicts.judgedAt), desc(verdicts.id))
    .limit(limit);
}

export async function deleteVerdictsOf(db: Db, documentIds: readonly string[]): Promise<void> {
  for (let start = 0; start < documentIds.length; start += 1000) {
    await db.delete(verdicts).where(inArray(verdicts.documentId, documentIds.slice(start, start + 1000)));
  }
}
