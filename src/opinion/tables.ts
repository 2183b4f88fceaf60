import { boolean, index, integer, jsonb, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
import { instant } from '#src/db/columns.ts';

/** What the classifiers said of one version of an article, with the words they rest on. */
export const opinions = pgTable(
  'opinions',
  {
    documentId: text('document_id').notNull(),
    version: integer('version').notNull(),
    sentiment: text('sentiment').notNull(),
    score: real('score').notNull(),
    topics: jsonb('topics').notNull(),
    brands: text('brands').array().notNull(),
    regions: text('regions').array().notNull(),
    evidence: jsonb('evidence').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.version] })],
);

export const events = pgTable(
  'events',
  {
    id: text('id').primaryKey(),
    title: text('title').notNull(),
    brands: text('brands').array().notNull(),
    regions: text('regions').array().notNull(),
    topics: text('topics').array().notNull(),
    documents: integer('documents').notNull(),
    authors: integer('authors').notNull(),
    negativeShare: real('negative_share').notNull(),
    level: text('level'),
    score: real('score').notNull(),
    parts: jsonb('parts').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    sample: boolean('sample').notNull().default(false),
    revision: integer('revision').notNull().default(1),
  },
  (t) => [index('events_last').on(t.lastAt, t.id)],
);

export const eventDocuments = pgTable(
  'event_documents',
  {
    documentId: text('document_id').primaryKey(),
    eventId: text('event_id').notNull(),
    duplicateOf: text('duplicate_of'),
    why: jsonb('why').notNull(),
    publishedAt: instant('published_at').notNull(),
    joinedAt: instant('joined_at').notNull(),
  },
  (t) => [index('event_documents_event').on(t.eventId, t.publishedAt)],
);

/** The memory of the streaming clusterer, so that a restart changes nothing. */
export const opinionState = pgTable('opinion_state', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
