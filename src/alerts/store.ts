import { and, arrayContains, count, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { alertCases, alertDocuments, alerts } from './tables.ts';

export type AlertRow = typeof alerts.$inferSelect;

export async function alertById(db: Db, id: string): Promise<AlertRow | undefined> {
  const [row] = await db.select().from(alerts).where(eq(alerts.id, id));
  return row;
}

export async function alertsByIds(db: Db, ids: readonly string[]): Promise<AlertRow[]> {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(alerts)
        .where(inArray(alerts.id, [...ids]));
}

/** Levels of the alerts of a document that are not closed. */
export async function levelsOfDocument(db: Db, documentId: string): Promise<string[]> {
  const rows = await db
    .select({ level: alerts.level })
    .from(alertDocuments)
    .innerJoin(alerts, eq(alerts.id, alertDocuments.alertId))
    .where(and(eq(alertDocuments.documentId, documentId), ne(alerts.state, 'closed')));
  return rows.map((row) => row.level);
}

/** Locks the key, so that two finders of the same thing raise one alert. */
export async function lockByKey(db: Db, dedupKey: string): Promise<AlertRow | undefined> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`alert ${dedupKey}`}, 0))`);
  const [row] = await db.select().from(alerts).where(eq(alerts.dedupKey, dedupKey));
  return row;
}

export async function insertAlert(db: Db, row: typeof alerts.$inferInsert): Promise<void> {
  await db.insert(alerts).values(row);
}

/**
 * Changes an alert that is still at `revision`.
 * @returns the new row, or undefined where somebody else changed it first
 */
export async function changeAlert(
  db: Db,
  id: string,
  revision: number,
  changes: Partial<typeof alerts.$inferInsert>,
): Promise<AlertRow | undefined> {
  const [row] = await db
    .update(alerts)
    .set({ ...changes, revision: revision + 1 })
    .where(and(eq(alerts.id, id), eq(alerts.revision, revision)))
    .returning();
  return row;
}

export async function linkDocuments(db: Db, alertId: string, documents: readonly { id: string; version: number }[]): Promise<void> {
  if (documents.length === 0) return;
  await db
    .insert(alertDocuments)
    .values(documents.map(({ id, version }) => ({ alertId, documentId: id, version })))
    .onConflictDoUpdate({ target: [alertDocuments.alertId, alertDocuments.documentId], set: { version: sql`excluded.version` } });
}

export async function documentIdsOf(db: Db, alertIds: readonly string[]): Promise<{ alertId: string; documentId: string }[]> {
  return alertIds.length === 0
    ? []
    : db
        .select({ alertId: alertDocuments.alertId, documentId: alertDocuments.documentId })
        .from(alertDocuments)
        .where(inArray(alertDocuments.alertId, [...alertIds]));
}

export async function linkCase(db: Db, caseId: string, alertIds: readonly string[], now: Date): Promise<void> {
  if (alertIds.length === 0) return;
  await db
    .insert(alertCases)
    .values(alertIds.map((alertId) => ({ alertId, caseId, linkedAt: now })))
    .onConflictDoNothing();
}

export async function caseIdsOf(db: Db, alertIds: readonly string[]): Promise<{ alertId: string; caseId: string }[]> {
  return alertIds.length === 0
    ? []
    : db
        .select({ alertId: alertCases.alertId, caseId: alertCases.caseId })
        .from(alertCases)
        .where(inArray(alertCases.alertId, [...alertIds]));
}

export async function alertsOfCase(db: Db, caseId: string): Promise<AlertRow[]> {
  const rows = await db
    .select({ alert: alerts })
    .from(alertCases)
    .innerJoin(alerts, eq(alerts.id, alertCases.alertId))
    .where(eq(alertCases.caseId, caseId))
    .orderBy(desc(alerts.firstSeenAt));
  return rows.map((row) => row.alert);
}

export async function countByCase(db: Db, caseIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (caseIds.length === 0) return new Map();
  const rows = await db
    .select({ caseId: alertCases.caseId, n: count() })
    .from(alertCases)
    .where(inArray(alertCases.caseId, [...caseIds]))
    .groupBy(alertCases.caseId);
  return new Map(rows.map((row) => [row.caseId, row.n]));
}

export interface AlertFilter {
  readonly limit: number;
  readonly after?: { readonly at: Date; readonly id: string };
  readonly state?: string;
  readonly kind?: string;
  readonly level?: string;
  readonly brand?: string;
  readonly code?: string;
  readonly group?: string;
}

/** Newest first by first sighting; one row more than the limit where there are more. */
export async function findAlerts(db: Db, filter: AlertFilter): Promise<AlertRow[]> {
  const { after, state, kind, level, brand, code, group } = filter;
  return db
    .select()
    .from(alerts)
    .where(
      and(
        state === undefined ? undefined : eq(alerts.state, state),
        kind === undefined ? undefined : eq(alerts.kind, kind),
        level === undefined ? undefined : eq(alerts.level, level),
        brand === undefined ? undefined : eq(alerts.brand, brand),
        code === undefined ? undefined : arrayContains(alerts.codes, [code]),
        group === undefined ? undefined : eq(alerts.groupKey, group),
        after === undefined
          ? undefined
          : sql`(${alerts.firstSeenAt}, ${alerts.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(alerts.firstSeenAt), desc(alerts.id))
    .limit(filter.limit + 1);
}

export async function groupOf(db: Db, groupKey: string, limit: number): Promise<AlertRow[]> {
  return db.select().from(alerts).where(eq(alerts.groupKey, groupKey)).orderBy(desc(alerts.firstSeenAt), desc(alerts.id)).limit(limit);
}

export interface AlertCounts {
  readonly open: number;
  readonly byLevel: Record<string, number>;
  readonly byCode: readonly { code: string; count: number }[];
  readonly byDay: readonly { day: string; kind: string; count: number }[];
}

/** What is not closed, and what was first seen on each Shanghai day since `since`. */
export async function countAlerts(db: Db, since: Date): Promise<AlertCounts> {
  const byLevel = await db.select({ level: alerts.level, n: count() }).from(alerts).where(ne(alerts.state, 'closed')).groupBy(alerts.level);
  const byCode = await db.execute<{ code: string; n: number }>(
    sql`select code, count(*)::int as n from ${alerts}, unnest(${alerts.codes}) as code where ${alerts.state} <> 'closed' group by code order by n desc, code`,
  );
  const byDay = await db.execute<{ day: string; kind: string; n: number }>(
    sql`select to_char(${alerts.firstSeenAt} at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, ${alerts.kind} as kind, count(*)::int as n
        from ${alerts} where ${alerts.firstSeenAt} >= ${since.toISOString()}::timestamptz group by 1, 2 order by 1`,
  );
  return {
    open: byLevel.reduce((sum, row) => sum + row.n, 0),
    byLevel: Object.fromEntries(byLevel.map((row) => [row.level, row.n])),
    byCode: byCode.rows.map((row) => ({ code: row.code, count: row.n })),
    byDay: byDay.rows.map((row) => ({ day: row.day, kind: row.kind, count: row.n })),
  };
}

export async function deleteSampleAlerts(db: Db): Promise<string[]> {
  const removed = await db.delete(alerts).where(eq(alerts.sample, true)).returning({ id: alerts.id });
  const ids = removed.map((row) => row.id);
  for (let start = 0; start < ids.length; start += 1000) {
    const part = ids.slice(start, start + 1000);
    await db.delete(alertDocuments).where(inArray(alertDocuments.alertId, part));
    await db.delete(alertCases).where(inArray(alertCases.alertId, part));
  }
  return ids;
}
