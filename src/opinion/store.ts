import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { documents, documentVersions } from '#src/documents/index.ts';
import { eventDocuments, events, opinionState, opinions } from './tables.ts';

export type EventRow = typeof events.$inferSelect;
export type OpinionRow = typeof opinions.$inferSelect;

export async function saveOpinion(db: Db, row: typeof opinions.$inferInsert): Promise<void> {
  await db
    .insert(opinions)
    .values(row)
    .onConflictDoUpdate({ target: [opinions.documentId, opinions.version], set: row });
}

/** One process at a time puts articles into events: the clusterer's memory is one row. */
export async function lockEvents(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('hufu-events'))`);
}

export interface PendingArticle {
  readonly documentId: string;
  readonly content: unknown;
  readonly publishedAt: Date | null;
  readonly firstSeenAt: Date;
  readonly sample: boolean;
}

/** Classified articles that are in no event yet, in the order they were published. */
export async function pendingArticles(db: Db, limit: number): Promise<PendingArticle[]> {
  return db
    .select({
      documentId: documents.id,
      content: documentVersions.content,
      publishedAt: documents.publishedAt,
      firstSeenAt: documents.firstSeenAt,
      sample: documents.sample,
    })
    .from(opinions)
    .innerJoin(documents, and(eq(documents.id, opinions.documentId), eq(documents.version, opinions.version)))
    .innerJoin(documentVersions, and(eq(documentVersions.documentId, documents.id), eq(documentVersions.version, documents.version)))
    .leftJoin(eventDocuments, eq(eventDocuments.documentId, documents.id))
    .where(isNull(eventDocuments.documentId))
    .orderBy(asc(sql`coalesce(${documents.publishedAt}, ${documents.firstSeenAt})`), asc(documents.url))
    .limit(limit);
}

/** Since when the longest waiting of them was classified; undefined where none waits. */
export async function waitingSince(db: Db): Promise<Date | undefined> {
  const [row] = await db
    .select({ at: opinions.createdAt })
    .from(opinions)
    .leftJoin(eventDocuments, eq(eventDocuments.documentId, opinions.documentId))
    .where(isNull(eventDocuments.documentId))
    .orderBy(asc(opinions.createdAt))
    .limit(1);
  return row?.at;
}

/** Articles that are collected and not classified yet. */
export async function unclassified(db: Db): Promise<boolean> {
  const rows = await db
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.kind, 'article'), lt(documents.analysedVersion, documents.version)))
    .limit(1);
  return rows.length > 0;
}

export async function readState(db: Db, key: string): Promise<unknown> {
  const [row] = await db.select().from(opinionState).where(eq(opinionState.key, key));
  return row?.value;
}

export async function saveState(db: Db, key: string, value: unknown, now: Date): Promise<void> {
  await db
    .insert(opinionState)
    .values({ key, value, updatedAt: now })
    .onConflictDoUpdate({ target: opinionState.key, set: { value, updatedAt: now } });
}

export async function deleteState(db: Db): Promise<void> {
  await db.delete(opinionState);
}

export async function joinEvent(db: Db, rows: readonly (typeof eventDocuments.$inferInsert)[]): Promise<void> {
  if (rows.length > 0)
    await db
      .insert(eventDocuments)
      .values([...rows])
      .onConflictDoNothing();
}

export interface EventArticle {
  readonly documentId: string;
  readonly version: number;
  readonly url: string;
  readonly title: string;
  readonly sourceId: string;
  readonly content: unknown;
  readonly publishedAt: Date;
  readonly duplicateOf: string | null;
  readonly sample: boolean;
  readonly opinion: OpinionRow;
}

/** The articles of an event in the order they were published. */
export async function articlesOf(db: Db, eventId: string): Promise<EventArticle[]> {
  const rows = await db
    .select({ link: eventDocuments, doc: documents, content: documentVersions.content, opinion: opinions })
    .from(eventDocuments)
    .innerJoin(documents, eq(documents.id, eventDocuments.documentId))
    .innerJoin(documentVersions, and(eq(documentVersions.documentId, documents.id), eq(documentVersions.version, documents.version)))
    .innerJoin(opinions, and(eq(opinions.documentId, documents.id), eq(opinions.version, documents.version)))
    .where(eq(eventDocuments.eventId, eventId))
    .orderBy(asc(eventDocuments.publishedAt), asc(eventDocuments.documentId));
  return rows.map(({ link, doc, content, opinion }) => ({
    documentId: doc.id,
    version: doc.version,
    url: doc.url,
    title: doc.title,
    sourceId: doc.sourceId,
    content,
    publishedAt: link.publishedAt,
    duplicateOf: link.duplicateOf,
    sample: doc.sample,
    opinion,
  }));
}

export async function saveEvent(db: Db, row: typeof events.$inferInsert): Promise<void> {
  const { id: _id, ...changes } = row;
  await db
    .insert(events)
    .values(row)
    .onConflictDoUpdate({ target: events.id, set: { ...changes, revision: sql`${events.revision} + 1` } });
}

export async function eventById(db: Db, id: string): Promise<EventRow | undefined> {
  const [row] = await db.select().from(events).where(eq(events.id, id));
  return row;
}

export interface EventFilter {
  readonly limit: number;
  readonly after?: { readonly at: Date; readonly id: string };
  readonly brand?: string | undefined;
  readonly level?: string | undefined;
  readonly minimumDocuments: number;
}

export async function findEvents(db: Db, filter: EventFilter): Promise<EventRow[]> {
  const { after, brand, level } = filter;
  return db
    .select()
    .from(events)
    .where(
      and(
        gte(events.documents, filter.minimumDocuments),
        brand === undefined ? undefined : sql`${brand} = any(${events.brands})`,
        level === undefined ? undefined : eq(events.level, level),
        after === undefined ? undefined : sql`(${events.lastAt}, ${events.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(events.lastAt), desc(events.id))
    .limit(filter.limit + 1);
}

export async function topEvents(db: Db, limit: number): Promise<EventRow[]> {
  return db.select().from(events).where(isNotNull(events.level)).orderBy(desc(events.score), desc(events.lastAt)).limit(limit);
}

/** Removes sample events, and what was said of documents that are gone. */
export async function deleteSampleEvents(db: Db, documentIds: readonly string[]): Promise<void> {
  await db.delete(events).where(eq(events.sample, true));
  for (let start = 0; start < documentIds.length; start += 1000) {
    const part = documentIds.slice(start, start + 1000);
    await db.delete(eventDocuments).where(inArray(eventDocuments.documentId, part));
    await db.delete(opinions).where(inArray(opinions.documentId, part));
  }
}

/** An event with its documents, as its alert shows it. */
export async function eventForAlert(
  ctx: { db: Db },
  id: string,
): Promise<{ event: EventRow; documents: { id: string; version: number }[] } | undefined> {
  const event = await eventById(ctx.db, id);
  if (event === undefined) return undefined;
  const articles = await articlesOf(ctx.db, id);
  return { event, documents: articles.map(({ documentId, version }) => ({ id: documentId, version })) };
}
