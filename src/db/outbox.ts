import { and, asc, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { outbox } from './tables.ts';

export interface OutboxRow {
  /** Natural or generated id of the job: handing it over twice makes one job. */
  readonly jobId: string;
  readonly job: string;
  readonly payload: unknown;
  /** Jobs without one go first, then 1, 2, … */
  readonly priority?: number;
  readonly runAt?: Date;
}

export type WaitingRow = OutboxRow & { readonly seq: number };

/** Notes jobs beside the change they follow from; call it inside that transaction. */
export async function writeOutbox(db: Db, rows: readonly OutboxRow[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(outbox)
    .values(
      rows.map((row) => ({ ...row, priority: row.priority ?? null, runAt: row.runAt ?? null, payload: row.payload ?? {}, createdAt: now })),
    );
}

/**
 * Hands waiting rows to `deliver` in the order they were written and marks them, in one transaction: a crash in between
 * hands them over again, which the job id makes harmless.
 * @returns how many rows were handed over
 */
export async function drainOutbox(
  db: Db,
  limit: number,
  now: Date,
  deliver: (rows: readonly WaitingRow[]) => Promise<void>,
): Promise<number> {
  return db.transaction(async (tx) => {
    const found = await tx
      .select()
      .from(outbox)
      .where(isNull(outbox.relayedAt))
      .orderBy(asc(outbox.seq))
      .limit(limit)
      .for('update', { skipLocked: true });
    if (found.length === 0) return 0;
    const rows = found.map(({ seq, jobId, job, payload, priority, runAt }) => ({
      seq,
      jobId,
      job,
      payload,
      ...(priority === null ? {} : { priority }),
      ...(runAt === null ? {} : { runAt }),
    }));
    await deliver(rows);
    await tx
      .update(outbox)
      .set({ relayedAt: now })
      .where(
        inArray(
          outbox.seq,
          rows.map((row) => row.seq),
        ),
      );
    return rows.length;
  });
}

/** Removes rows handed over before `before`. */
export async function pruneOutbox(db: Db, before: Date): Promise<void> {
  await db.delete(outbox).where(and(isNotNull(outbox.relayedAt), lt(outbox.relayedAt, before)));
}

export async function outboxDepth(db: Db): Promise<number> {
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(outbox).where(isNull(outbox.relayedAt));
  return row?.n ?? 0;
}
