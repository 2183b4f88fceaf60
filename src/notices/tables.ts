import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from '#src/db/columns.ts';

export const subscriptions = pgTable('subscriptions', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  channel: text('channel').notNull(),
  url: text('url').notNull(),
  /** Signing secret of the Standard Webhooks scheme (`whsec_…`). */
  secret: text('secret').notNull(),
  filter: jsonb('filter').notNull(),
  enabled: boolean('enabled').notNull().default(true),
  createdBy: jsonb('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  revision: integer('revision').notNull().default(1),
});

/** The ledger: one row for every notice owed to a subscriber; the id is the idempotency key the receiver sees. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: text('id').primaryKey(),
    subscriptionId: text('subscription_id').notNull(),
    noticeKey: text('notice_key').notNull(),
    type: text('type').notNull(),
    payload: jsonb('payload').notNull(),
    state: text('state').notNull(),
    attempts: integer('attempts').notNull().default(0),
    reason: text('reason'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    deliveredAt: instant('delivered_at'),
  },
  (t) => [uniqueIndex('deliveries_once').on(t.subscriptionId, t.noticeKey), index('deliveries_state').on(t.state, t.updatedAt)],
);
