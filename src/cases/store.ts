import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { meta } from '#src/db/tables.ts';
import { caseClocks, cases, caseTransitions } from './tables.ts';

export type CaseRow = typeof cases.$inferSelect;
export type ClockRow = typeof caseClocks.$inferSelect;
export type TransitionRow = typeof caseTransitions.$inferSelect;

/** The next number of this year and kind, without gaps or doubles: the row is locked until the transaction ends. */
export async function nextNumber(db: Db, series: string, now: Date): Promise<number> {
  const [row] = await db
    .insert(meta)
    .values({ key: `case.number.${series}`, value: 1, updatedAt: now })
    .onConflictDoUpdate({ target: meta.key, set: { value: sql`to_jsonb((${meta.value})::int + 1)`, updatedAt: now } })
    .returning({ value: meta.value });
  return Number(row?.value);
}

/** Openers of a case on one subject wait for each other, so that no number is drawn in vain. */
export async function lockSubject(db: Db, subjectKey: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`case ${subjectKey}`}, 0))`);
}

/** @returns false where an open case on this subject exists (the index on open subjects decides the race) */
export async function insertCase(db: Db, row: typeof cases.$inferInsert): Promise<boolean> {
  const added = await db.insert(cases).values(row).onConflictDoNothing().returning({ id: cases.id });
  return added.length === 1;
}

export async function caseById(db: Db, id: string): Promise<CaseRow | undefined> {
  const [row] = await db.select().from(cases).where(eq(cases.id, id));
  return row;
}

export async function openCaseOf(db: Db, subjectKey: string): Promise<CaseRow | undefined> {
  const [row] = await db
    .select()
    .from(cases)
    .where(and(eq(cases.subjectKey, subjectKey), isNull(cases.closedAt)));
  return row;
}

/** Moves a case that is still in `from` at `revision`. @returns undefined where somebody else moved it first */
export async function moveCase(
  db: Db,
  row: Pick<CaseRow, 'id' | 'state' | 'revision'>,
  changes: Partial<typeof cases.$inferInsert>,
): Promise<CaseRow | undefined> {
  const [moved] = await db
    .update(cases)
    .set({ ...changes, revision: row.revision + 1 })
    .where(and(eq(cases.id, row.id), eq(cases.state, row.state), eq(cases.revision, row.revision)))
    .returning();
  return moved;
}

export async function insertTransition(db: Db, row: typeof caseTransitions.$inferInsert): Promise<void> {
  await db.insert(caseTransitions).values(row);
}

export async function transitionsOf(db: Db, caseId: string): Promise<TransitionRow[]> {
  return db.select().from(caseTransitions).where(eq(caseTransitions.caseId, caseId)).orderBy(asc(caseTransitions.id));
}

export async function insertClocks(db: Db, rows: readonly (typeof caseClocks.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await db.insert(caseClocks).values([...rows]);
}

export async function stopClocks(db: Db, caseId: string, clocks: readonly string[] | 'all', now: Date): Promise<void> {
  const which = clocks === 'all' ? undefined : inArray(caseClocks.clock, [...clocks]);
  if (clocks !== 'all' && clocks.length === 0) return;
  await db
    .update(caseClocks)
    .set({ stoppedAt: now })
    .where(and(eq(caseClocks.caseId, caseId), isNull(caseClocks.stoppedAt), which));
}

export async function clocksOf(db: Db, caseIds: readonly string[]): Promise<ClockRow[]> {
  return caseIds.length === 0
    ? []
    : db
        .select()
        .from(caseClocks)
        .where(inArray(caseClocks.caseId, [...caseIds]))
        .orderBy(asc(caseClocks.dueAt));
}

export interface CaseFilter {
  readonly limit: number;
  readonly after?: { readonly at: Date; readonly id: string };
  readonly state?: string | undefined;
  readonly open?: boolean | undefined;
  readonly brand?: string | undefined;
}

export async function findCases(db: Db, filter: CaseFilter): Promise<CaseRow[]> {
  const { after, state, open, brand } = filter;
  return db
    .select()
    .from(cases)
    .where(
      and(
        state === undefined ? undefined : eq(cases.state, state),
        brand === undefined ? undefined : eq(cases.brand, brand),
        open === undefined ? undefined : open ? isNull(cases.closedAt) : sql`${cases.closedAt} is not null`,
        after === undefined ? undefined : sql`(${cases.openedAt}, ${cases.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(cases.openedAt), desc(cases.id))
    .limit(filter.limit + 1);
}

export async function countCases(db: Db, now: Date): Promise<{ open: number; overdue: number; byState: Record<string, number> }> {
  const states = await db
    .select({
      state: cases.state,
      n: sql<number>`count(*)::int`,
      open: sql<number>`(count(*) filter (where ${cases.closedAt} is null))::int`,
    })
    .from(cases)
    .groupBy(cases.state);
  const [late] = await db
    .select({ n: sql<number>`count(distinct ${caseClocks.caseId})::int` })
    .from(caseClocks)
    .where(and(isNull(caseClocks.stoppedAt), sql`${caseClocks.dueAt} < ${now.toISOString()}::timestamptz`));
  return {
    open: states.reduce((sum, row) => sum + row.open, 0),
    overdue: late?.n ?? 0,
    byState: Object.fromEntries(states.map((row) => [row.state, row.n])),
  };
}

export async function deleteSampleCases(db: Db): Promise<string[]> {
  const removed = await db.delete(cases).where(eq(cases.sample, true)).returning({ id: cases.id });
  const ids = removed.map((row) => row.id);
  if (ids.length > 0) {
    await db.delete(caseTransitions).where(inArray(caseTransitions.caseId, ids));
    await db.delete(caseClocks).where(inArray(caseClocks.caseId, ids));
  }
  return ids;
}
