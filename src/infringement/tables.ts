import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from '#src/db/columns.ts';

/** Every verdict ever given on a version of a listing, with the rules and registry it rested on. */
export const verdicts = pgTable(
  'verdicts',
  {
    id: text('id').primaryKey(),
    documentId: text('document_id').notNull(),
    version: integer('version').notNull(),
    inputHash: text('input_hash').notNull(),
    verdict: text('verdict').notNull(),
    codes: text('codes').array().notNull(),
    findings: jsonb('findings').notNull(),
    rulesVersion: text('rules_version').notNull(),
    capturedAt: instant('captured_at').notNull(),
    judgedAt: instant('judged_at').notNull(),
  },
  (t) => [uniqueIndex('verdicts_once').on(t.documentId, t.version, t.inputHash), index('verdicts_document').on(t.documentId, t.judgedAt)],
);
