import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { documents, documentVersions, traces } from './tables.ts';

export type DocumentRow = typeof documents.$inferSelect;
export type VersionRow = typeof documentVersions.$inferSelect;
export type TraceRow = typeof traces.$inferSelect;

/** Locks the document of this address, so that two collectors of one page cannot both write its next version. */
export async function lockByUrl(db: Db, kind: string, url: string): Promise<DocumentRow | undefined> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${url}`}, 0))`);
  const [row] = await db
    .select()
    .from(documents)
    .where(and(eq(documents.kind, kind), eq(documents.url, url)));
  return row;
}

export async function insertDocument(db: Db, row: typeof documents.$inferInsert): Promise<void> {
  await db.insert(documents).values(row);
}

export async function updateDocument(db: Db, id: string, changes: Partial<typeof documents.$inferInsert>): Promise<void> {
  await db.update(documents).set(changes).where(eq(documents.id, id));
}

export async function insertVersion(db: Db, row: typeof documentVersions.$inferInsert): Promise<void> {
  await db.insert(documentVersions).values(row);
}

export async function documentById(db: Db, id: string): Promise<DocumentRow | undefined> {
  const [row] = await db.select().from(documents).where(eq(documents.id, id));
  return row;
}

export async function documentsByIds(db: Db, ids: readonly string[]): Promise<DocumentRow[]> {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(documents)
        .where(inArray(documents.id, [...ids]));
}

export async function versionOf(db: Db, id: string, version: number): Promise<VersionRow | undefined> {
  const [row] = await db
    .select()
    .from(documentVersions)
    .where(and(eq(documentVersions.documentId, id), eq(documentVersions.version, version)));
  return row;
}

export async function versionsOf(db: Db, id: string): Promise<VersionRow[]> {
  return db.select().from(documentVersions).where(eq(documentVersions.documentId, id)).orderBy(desc(documentVersions.version));
}

export async function documentsOfSeller(db: Db, sellerUrl: string): Promise<DocumentRow[]> {
  return db
    .select()
    .from(documents)
    .where(and(eq(documents.kind, 'listing'), eq(documents.sellerUrl, sellerUrl)));
}

/** Whether a page of this shop was collected whose analysis has not told yet who the seller is. */
export async function isShopUnread(db: Db, url: string): Promise<boolean> {
  const rows = await db
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.kind, 'shop'), eq(documents.url, url), lt(documents.analysedVersion, documents.version)))
    .limit(1);
  return rows.length > 0;
}

/** Remembers how far analysis has come; an older job that ends later changes nothing. */
export async function markAnalysed(db: Db, id: string, version: number, now: Date): Promise<void> {
  await db
    .update(documents)
    .set({ analysedVersion: version, analysedAt: now })
    .where(and(eq(documents.id, id), lt(documents.analysedVersion, version)));
}

/** Documents whose newest version was never analysed although its job should long be done. */
export async function unanalysedSince(db: Db, before: Date, limit: number): Promise<DocumentRow[]> {
  return db
    .select()
    .from(documents)
    .where(and(lt(documents.analysedVersion, documents.version), lt(documents.lastSeenAt, before)))
    .orderBy(asc(documents.lastSeenAt))
    .limit(limit);
}

export async function insertTraces(db: Db, rows: readonly (typeof traces.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await db.insert(traces).values([...rows]);
}

export async function tracesOf(db: Db, entityId: string, limit: number): Promise<TraceRow[]> {
  return db.select().from(traces).where(eq(traces.entityId, entityId)).orderBy(asc(traces.id)).limit(limit);
}

export async function newestDocuments(
  db: Db,
  limit: number,
  after: { at: Date; id: string } | undefined,
  kind: string | undefined,
): Promise<DocumentRow[]> {
  return db
    .select()
    .from(documents)
    .where(
      and(
        kind === undefined ? inArray(documents.kind, ['listing', 'article']) : eq(documents.kind, kind),
        after === undefined
          ? undefined
          : sql`(${documents.firstSeenAt}, ${documents.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(documents.firstSeenAt), desc(documents.id))
    .limit(limit + 1);
}

export async function countDocuments(db: Db, since: Date): Promise<{ listings: number; articles: number; last24h: number }> {
  const [row] = await db
    .select({
      listings: sql<number>`(count(*) filter (where ${documents.kind} = 'listing'))::int`,
      articles: sql<number>`(count(*) filter (where ${documents.kind} = 'article'))::int`,
      last24h: sql<number>`(count(*) filter (where ${documents.kind} <> 'shop' and ${documents.firstSeenAt} >= ${since.toISOString()}::timestamptz))::int`,
    })
    .from(documents);
  return row ?? { listings: 0, articles: 0, last24h: 0 };
}

/** @returns the ids of the removed sample documents */
export async function deleteSampleDocuments(db: Db): Promise<string[]> {
  const removed = await db.delete(documents).where(eq(documents.sample, true)).returning({ id: documents.id });
  const ids = removed.map((row) => row.id);
  for (let start = 0; start < ids.length; start += 1000) {
    const part = ids.slice(start, start + 1000);
    await db.delete(documentVersions).where(inArray(documentVersions.documentId, part));
    await db.delete(traces).where(inArray(traces.entityId, part));
  }
  return ids;
}
