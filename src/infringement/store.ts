import { desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { verdicts } from './tables.ts';

export type VerdictRow = typeof verdicts.$inferSelect;

/** A judgement on the same grounds as an earlier one is that one, given again. */
export async function saveVerdict(db: Db, row: typeof verdicts.$inferInsert): Promise<void> {
  await db
    .insert(verdicts)
    .values(row)
    .onConflictDoUpdate({ target: [verdicts.documentId, verdicts.version, verdicts.inputHash], set: { judgedAt: row.judgedAt } });
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
