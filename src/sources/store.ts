import { and, asc, desc, eq, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { pages, pageValidators, sourceRuns, sources } from './tables.ts';

export type SourceRow = typeof sources.$inferSelect;
export type RunRow = typeof sourceRuns.$inferSelect;
export type PageRow = typeof pages.$inferSelect;
export type ValidatorRow = typeof pageValidators.$inferSelect;

export async function upsertSource(db: Db, row: typeof sources.$inferInsert): Promise<void> {
  const { id: _id, ...changes } = row;
  await db.insert(sources).values(row).onConflictDoUpdate({ target: sources.id, set: changes });
}

export async function sourceById(db: Db, id: string): Promise<SourceRow | undefined> {
  const [row] = await db.select().from(sources).where(eq(sources.id, id));
  return row;
}

export async function allSources(db: Db): Promise<SourceRow[]> {
  return db.select().from(sources).orderBy(asc(sources.id));
}

export async function dueSources(db: Db, now: Date): Promise<SourceRow[]> {
  return db
    .select()
    .from(sources)
    .where(and(eq(sources.enabled, true), or(isNull(sources.nextRunAt), lte(sources.nextRunAt, now))));
}

export async function updateSource(db: Db, id: string, changes: Partial<typeof sources.$inferInsert>): Promise<void> {
  await db.update(sources).set(changes).where(eq(sources.id, id));
}

/** @returns false where another run of this source is still under way (the index on open runs decides the race) */
export async function insertRun(db: Db, row: typeof sourceRuns.$inferInsert): Promise<boolean> {
  const added = await db.insert(sourceRuns).values(row).onConflictDoNothing().returning({ id: sourceRuns.id });
  return added.length === 1;
}

export async function lastRun(db: Db, sourceId: string): Promise<RunRow | undefined> {
  const [row] = await db.select().from(sourceRuns).where(eq(sourceRuns.sourceId, sourceId)).orderBy(desc(sourceRuns.startedAt)).limit(1);
  return row;
}

/** Locks the run: pages of one run commit one after the other, so that exactly one of them finds itself the last. */
export async function lockRun(db: Db, id: string): Promise<RunRow | undefined> {
  const [row] = await db.select().from(sourceRuns).where(eq(sourceRuns.id, id)).for('update');
  return row;
}

export async function updateRun(db: Db, id: string, changes: Partial<typeof sourceRuns.$inferInsert>): Promise<void> {
  await db.update(sourceRuns).set(changes).where(eq(sourceRuns.id, id));
}

/** @returns the pages that were new to their run */
export async function insertPages(db: Db, rows: readonly (typeof pages.$inferInsert)[]): Promise<PageRow[]> {
  return rows.length === 0
    ? []
    : db
        .insert(pages)
        .values([...rows])
        .onConflictDoNothing()
        .returning();
}

export async function pageById(db: Db, id: string): Promise<PageRow | undefined> {
  const [row] = await db.select().from(pages).where(eq(pages.id, id));
  return row;
}

/** Ends a pending page. @returns false where somebody else already did */
export async function endPage(db: Db, id: string, changes: Partial<typeof pages.$inferInsert>): Promise<boolean> {
  const rows = await db
    .update(pages)
    .set(changes)
    .where(and(eq(pages.id, id), eq(pages.state, 'pending')))
    .returning({ id: pages.id });
  return rows.length === 1;
}

/** @returns how many tries there were now */
export async function countAttempt(
  db: Db,
  id: string,
  { reason, message }: { reason: string; message: string },
  now: Date,
): Promise<number> {
  const [row] = await db
    .update(pages)
    .set({ attempts: sql`${pages.attempts} + 1`, reason, message, updatedAt: now })
    .where(eq(pages.id, id))
    .returning({ attempts: pages.attempts });
  return row?.attempts ?? 0;
}

export interface RunTally {
  readonly pending: number;
  readonly done: number;
  readonly failed: number;
  readonly items: number;
}

export async function tallyRun(db: Db, runId: string): Promise<RunTally> {
  const [row] = await db
    .select({
      pending: sql<number>`(count(*) filter (where ${pages.state} = 'pending'))::int`,
      done: sql<number>`(count(*) filter (where ${pages.state} = 'done'))::int`,
      failed: sql<number>`(count(*) filter (where ${pages.state} = 'failed'))::int`,
      items: sql<number>`coalesce(sum(${pages.items}), 0)::int`,
    })
    .from(pages)
    .where(eq(pages.runId, runId));
  return row ?? { pending: 0, done: 0, failed: 0, items: 0 };
}

/** Whether a run of a source that is not of this kind still has pages to fetch. */
export async function hasPendingPages(db: Db, exceptKind: string): Promise<boolean> {
  const rows = await db
    .select({ id: pages.id })
    .from(pages)
    .innerJoin(sources, eq(sources.id, pages.sourceId))
    .where(and(eq(pages.state, 'pending'), ne(sources.kind, exceptKind)))
    .limit(1);
  return rows.length > 0;
}

export async function failedPages(db: Db, runId: string, limit: number): Promise<PageRow[]> {
  return db
    .select()
    .from(pages)
    .where(and(eq(pages.runId, runId), eq(pages.state, 'failed')))
    .orderBy(asc(pages.id))
    .limit(limit);
}

export async function pendingAddress(db: Db, url: string): Promise<boolean> {
  const rows = await db
    .select({ id: pages.id })
    .from(pages)
    .where(and(eq(pages.url, url), eq(pages.state, 'pending')))
    .limit(1);
  return rows.length > 0;
}

/** Pages whose job should long have ended them: it may have been lost. */
export async function pendingPagesSince(db: Db, before: Date, limit: number): Promise<PageRow[]> {
  return db
    .select()
    .from(pages)
    .where(and(eq(pages.state, 'pending'), lt(pages.updatedAt, before)))
    .orderBy(asc(pages.updatedAt))
    .limit(limit);
}

export async function validatorOf(db: Db, sourceId: string, url: string): Promise<ValidatorRow | undefined> {
  const [row] = await db
    .select()
    .from(pageValidators)
    .where(and(eq(pageValidators.sourceId, sourceId), eq(pageValidators.url, url)));
  return row;
}

export async function saveValidator(db: Db, row: typeof pageValidators.$inferInsert): Promise<void> {
  await db
    .insert(pageValidators)
    .values(row)
    .onConflictDoUpdate({ target: [pageValidators.sourceId, pageValidators.url], set: row });
}

export async function countHealth(db: Db): Promise<Record<string, number>> {
  const rows = await db
    .select({ health: sources.health, n: sql<number>`count(*)::int` })
    .from(sources)
    .where(eq(sources.enabled, true))
    .groupBy(sources.health);
  return Object.fromEntries(rows.map((row) => [row.health, row.n]));
}

export async function deleteSampleSources(db: Db): Promise<number> {
  const removed = await db.delete(sources).where(eq(sources.sample, true)).returning({ id: sources.id });
  const ids = removed.map((row) => row.id);
  if (ids.length > 0) {
    await db.delete(pages).where(inArray(pages.sourceId, ids));
    await db.delete(sourceRuns).where(inArray(sourceRuns.sourceId, ids));
    await db.delete(pageValidators).where(inArray(pageValidators.sourceId, ids));
  }
  return ids.length;
}
