import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from '#src/db/columns.ts';

export const cases = pgTable(
  'cases',
  {
    id: text('id').primaryKey(),
    number: text('number').notNull(),
    state: text('state').notNull(),
    level: text('level').notNull(),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    brand: text('brand'),
    region: text('region').notNull(),
    /** Whom it is about: at most one open case a subject that was opened by rule. */
    subjectKey: text('subject_key').notNull(),
    subject: jsonb('subject').notNull(),
    openedBy: jsonb('opened_by').notNull(),
    openedAt: instant('opened_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    closedAt: instant('closed_at'),
    closeReason: text('close_reason'),
    sample: boolean('sample').notNull().default(false),
    revision: integer('revision').notNull().default(1),
  },
  (t) => [
    uniqueIndex('cases_number').on(t.number),
    uniqueIndex('cases_open_subject').on(t.subjectKey).where(sql`closed_at is null`),
    index('cases_newest').on(t.openedAt, t.id),
  ],
);

export const caseTransitions = pgTable(
  'case_transitions',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    name: text('name').notNull(),
    from: text('from_state'),
    to: text('to_state').notNull(),
    at: instant('at').notNull(),
    actor: jsonb('actor').notNull(),
    note: text('note'),
    basis: text('basis'),
  },
  (t) => [index('case_transitions_case').on(t.caseId, t.id)],
);

export const caseClocks = pgTable(
  'case_clocks',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    clock: text('clock').notNull(),
    origin: text('origin').notNull(),
    basis: text('basis').notNull(),
    rulesVersion: text('rules_version').notNull(),
    startedAt: instant('started_at').notNull(),
    dueAt: instant('due_at').notNull(),
    stoppedAt: instant('stopped_at'),
  },
  (t) => [index('case_clocks_case').on(t.caseId), index('case_clocks_due').on(t.dueAt).where(sql`stopped_at is null`)],
);
