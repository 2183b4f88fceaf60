import { boolean, date, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '#src/db/columns.ts';

export const marks = pgTable('marks', {
  id: text('id').primaryKey(),
  brand: text('brand').notNull(),
  name: text('name').notNull(),
  data: jsonb('data').notNull(),
  position: integer('position').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const certificates = pgTable(
  'certificates',
  {
    certificateNo: text('certificate_no').primaryKey(),
    mark: text('mark').notNull(),
    holder: text('holder').notNull(),
    holderUscc: text('holder_uscc').notNull(),
    products: text('products').array().notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    validTo: date('valid_to', { mode: 'string' }).notNull(),
    status: text('status').notNull(),
    statusFrom: date('status_from', { mode: 'string' }),
    statusTo: date('status_to', { mode: 'string' }),
    issuer: text('issuer').notNull(),
    authorisedSellers: text('authorised_sellers').array().notNull(),
    aliases: text('aliases').array().notNull(),
    sample: boolean('sample').notNull().default(false),
    recordedAt: instant('recorded_at').notNull(),
    revision: integer('revision').notNull().default(1),
  },
  (t) => [index('certificates_mark').on(t.mark), index('certificates_holder').on(t.holderUscc)],
);

/** One import of a registry file: what it brought and what it refused. */
export const registryImports = pgTable('registry_imports', {
  id: text('id').primaryKey(),
  at: instant('at').notNull(),
  actor: jsonb('actor').notNull(),
  fileHash: text('file_hash').notNull(),
  added: integer('added').notNull(),
  changed: integer('changed').notNull(),
  unchanged: integer('unchanged').notNull(),
  problems: jsonb('problems').notNull(),
});
