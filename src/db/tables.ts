import { sql } from 'drizzle-orm';
import { bigserial, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Jobs that follow from a committed change, waiting to be handed to the queue. Written in the transaction of the change. */
export const outbox = pgTable(
  'outbox',
  {
    seq: bigserial('seq', { mode: 'number' }).primaryKey(),
    jobId: text('job_id').notNull(),
    job: text('job').notNull(),
    payload: jsonb('payload').notNull(),
    priority: integer('priority'),
    runAt: instant('run_at'),
    createdAt: instant('created_at').notNull(),
    relayedAt: instant('relayed_at'),
  },
  (t) => [index('outbox_waiting').on(t.seq).where(sql`relayed_at is null`), index('outbox_relayed').on(t.relayedAt)],
);

/** Single facts of this installation, by name: the set-up link's hash, whether the sample was loaded, … */
export const meta = pgTable('meta', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
