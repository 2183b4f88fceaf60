import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from '#src/db/columns.ts';

export const alerts = pgTable(
  'alerts',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    state: text('state').notNull(),
    level: text('level').notNull(),
    verdict: text('verdict'),
    /** Same key = same alert: a repetition folds into it. */
    dedupKey: text('dedup_key').notNull(),
    /** Same key = shown and handled together, for example all listings of one seller. */
    groupKey: text('group_key').notNull(),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    brand: text('brand'),
    region: text('region'),
    codes: text('codes').array().notNull(),
    url: text('url'),
    documentId: text('document_id'),
    eventId: text('event_id'),
    /** What it is about, as shown to people: findings of a listing, or score parts of an event. */
    data: jsonb('data').notNull(),
    occurrences: integer('occurrences').notNull().default(1),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedAt: instant('acknowledged_at'),
    closedAt: instant('closed_at'),
    closeReason: text('close_reason'),
    sample: boolean('sample').notNull().default(false),
    revision: integer('revision').notNull().default(1),
  },
  (t) => [
    uniqueIndex('alerts_dedup').on(t.dedupKey),
    index('alerts_group').on(t.groupKey),
    index('alerts_newest').on(t.lastSeenAt, t.id),
    index('alerts_document').on(t.documentId),
    index('alerts_event').on(t.eventId),
  ],
);

export const alertDocuments = pgTable(
  'alert_documents',
  { alertId: text('alert_id').notNull(), documentId: text('document_id').notNull(), version: integer('version').notNull() },
  (t) => [primaryKey({ columns: [t.alertId, t.documentId] })],
);

/** Many alerts may rest in one case and one alert in many cases; the cases write it through this feature. */
export const alertCases = pgTable(
  'alert_cases',
  { alertId: text('alert_id').notNull(), caseId: text('case_id').notNull(), linkedAt: instant('linked_at').notNull() },
  (t) => [primaryKey({ columns: [t.alertId, t.caseId] }), index('alert_cases_case').on(t.caseId)],
);
