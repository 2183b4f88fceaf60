import { sql } from 'drizzle-orm';
import { boolean, customType, index, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '#src/db/columns.ts';

/** Text that sorts by code point on every server: page positions depend on it. */
const idText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** Not compressed, so that it moves out of the row: rows are counted and sorted far more often than their terms are read. */
const termList = customType<{ data: string }>({ dataType: () => 'text storage external' });

/** One narrow row for each document in the index. */
export const searchEntries = pgTable(
  'search_entries',
  {
    id: idText('id').primaryKey(),
    at: instant('at').notNull(),
    /** Hash of all that is kept of the document: an unchanged one is not written again. */
    digest: text('digest').notNull(),
    /** Too many different terms for one tsvector: such a document is a candidate for every query. */
    oversize: boolean('oversize').notNull(),
    /** See `terms.ts`. Indexed as a tsvector without positions: those end at 16,383, and at 256 for one term. */
    terms: termList('terms').notNull(),
  },
  () => [
    index('search_entries_at').on(sql`at desc, id desc`),
    index('search_entries_terms').using('gin', sql`array_to_tsvector(string_to_array(terms, ' '))`),
  ],
);

/** What is needed to look at one document exactly, and to show it. */
export const searchTexts = pgTable('search_texts', {
  id: idText('id').primaryKey(),
  kind: text('kind').notNull(),
  source: text('source').notNull(),
  brands: text('brands').array().notNull(),
  region: text('region'),
  level: text('level'),
  sample: boolean('sample').notNull(),
  title: text('title').notNull(),
  text: text('text').notNull(),
  /** Encoded tokens of title and text with a separator between them. */
  tokens: text('tokens').notNull(),
});
