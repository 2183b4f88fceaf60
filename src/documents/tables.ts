import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from '#src/db/columns.ts';

export const documents = pgTable(
  'documents',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    url: text('url').notNull(),
    sourceId: text('source_id').notNull(),
    title: text('title').notNull(),
    sellerUrl: text('seller_url'),
    region: text('region'),
    publishedAt: instant('published_at'),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    version: integer('version').notNull(),
    contentHash: text('content_hash').notNull(),
    analysedVersion: integer('analysed_version').notNull().default(0),
    analysedAt: instant('analysed_at'),
    sample: boolean('sample').notNull().default(false),
  },
  (t) => [
    uniqueIndex('documents_url').on(t.kind, t.url),
    index('documents_seller').on(t.sellerUrl).where(sql`seller_url is not null`),
    index('documents_unanalysed').on(t.lastSeenAt).where(sql`analysed_version < version`),
    index('documents_seen').on(t.firstSeenAt, t.id),
  ],
);

/** Every content a document ever had; A, then B, then A again are three versions. */
export const documentVersions = pgTable(
  'document_versions',
  {
    documentId: text('document_id').notNull(),
    version: integer('version').notNull(),
    contentHash: text('content_hash').notNull(),
    content: jsonb('content').notNull(),
    capturedAt: instant('captured_at').notNull(),
    blob: text('blob'),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.version] })],
);

/** What happened to a thing and why, in order: the source of `hufu explain`. */
export const traces = pgTable(
  'traces',
  {
    entityId: text('entity_id').notNull(),
    step: text('step').notNull(),
    at: instant('at').notNull(),
    outcome: text('outcome').notNull(),
    text: text('text').notNull(),
    data: jsonb('data').notNull(),
    id: text('id').primaryKey(),
  },
  (t) => [index('traces_entity').on(t.entityId, t.id)],
);
