import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { deliveries, subscriptions } from './tables.ts';

export type SubscriptionRow = typeof subscriptions.$inferSelect;
export type DeliveryRow = typeof deliveries.$inferSelect;

export async function insertSubscription(db: Db, row: typeof subscriptions.$inferInsert): Promise<void> {
  await db.insert(subscriptions).values(row);
}

export async function allSubscriptions(db: Db): Promise<SubscriptionRow[]> {
  return db.select().from(subscriptions).orderBy(desc(subscriptions.createdAt), desc(subscriptions.id));
}

export async function subscriptionById(db: Db, id: string): Promise<SubscriptionRow | undefined> {
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
  return row;
}

export async function removeSubscription(db: Db, id: string): Promise<boolean> {
  const rows = await db.delete(subscriptions).where(eq(subscriptions.id, id)).returning({ id: subscriptions.id });
  return rows.length === 1;
}

/** @returns false where this subscriber is owed this notice already */
export async function insertDelivery(db: Db, row: typeof deliveries.$inferInsert): Promise<boolean> {
  const rows = await db.insert(deliveries).values(row).onConflictDoNothing().returning({ id: deliveries.id });
  return rows.length === 1;
}

export async function deliveryById(db: Db, id: string): Promise<DeliveryRow | undefined> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, id));
  return row;
}

/** Writes what a try brought, while the delivery is still pending. */
export async function noteTry(db: Db, id: string, changes: Partial<typeof deliveries.$inferInsert>): Promise<boolean> {
  const rows = await db
    .update(deliveries)
    .set({ ...changes, attempts: sql`${deliveries.attempts} + 1` })
    .where(and(eq(deliveries.id, id), eq(deliveries.state, 'pending')))
    .returning({ id: deliveries.id });
  return rows.length === 1;
}

export async function pendingSince(db: Db, before: Date, limit: number): Promise<DeliveryRow[]> {
  return db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.state, 'pending'), lt(deliveries.updatedAt, before)))
    .limit(limit);
}

export async function findDeliveries(
  db: Db,
  filter: { limit: number; after?: { at: Date; id: string }; subscriptionId?: string | undefined },
): Promise<DeliveryRow[]> {
  const { after, subscriptionId } = filter;
  return db
    .select()
    .from(deliveries)
    .where(
      and(
        subscriptionId === undefined ? undefined : eq(deliveries.subscriptionId, subscriptionId),
        after === undefined
          ? undefined
          : sql`(${deliveries.createdAt}, ${deliveries.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(filter.limit + 1);
}
