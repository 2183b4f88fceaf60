import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { recordAudit } from '#src/audit/index.ts';
import type { Context } from '#src/base/context.ts';
import { NotFoundError } from '#src/base/errors.ts';
import { newId } from '#src/base/ids.ts';
import { decodeCursor, type Page, type PageQuery, pageOf } from '#src/base/page.ts';
import { inTransaction } from '#src/db/index.ts';
import {
  type createdSubscriptionSchema,
  createSubscriptionSchema,
  type DeliveryView,
  type SubscriptionFilter,
  type SubscriptionView,
} from './schemas.ts';
import {
  allSubscriptions,
  type DeliveryRow,
  findDeliveries,
  insertSubscription,
  removeSubscription,
  type SubscriptionRow,
} from './store.ts';

function viewOf(row: SubscriptionRow): SubscriptionView {
  const { id, name, url, enabled, revision } = row;
  return {
    id,
    name,
    channel: 'webhook',
    url,
    filter: row.filter as SubscriptionFilter,
    enabled,
    createdAt: row.createdAt.toISOString(),
    revision,
  };
}

/** Subscribes an address. The answer alone carries the signing secret (Standard Webhooks); it cannot be read again. */
export async function createSubscription(
  ctx: Context,
  input: z.input<typeof createSubscriptionSchema>,
): Promise<z.output<typeof createdSubscriptionSchema>> {
  const { name, channel, url, filter } = createSubscriptionSchema.parse(input);
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const row = {
    id: newId('sub', ctx.clock),
    name,
    channel,
    url,
    secret,
    filter,
    enabled: true,
    createdBy: ctx.actor,
    createdAt: ctx.clock.now(),
    revision: 1,
  };
  await inTransaction(ctx, async (tx) => {
    await insertSubscription(tx.db, row);
    await recordAudit(tx, { action: 'subscription.create', entityType: 'subscription', entityId: row.id, data: { name, url, filter } });
  });
  return { ...viewOf(row), secret };
}

export async function listSubscriptions(ctx: Context): Promise<SubscriptionView[]> {
  return (await allSubscriptions(ctx.db)).map(viewOf);
}

export async function deleteSubscription(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if (!(await removeSubscription(tx.db, id))) throw new NotFoundError(`There is no subscription ${id}.`);
    await recordAudit(tx, { action: 'subscription.delete', entityType: 'subscription', entityId: id });
  });
}

function deliveryView(row: DeliveryRow): DeliveryView {
  const { payload: _payload, updatedAt: _updated, createdAt, deliveredAt, ...rest } = row;
  return { ...(rest as unknown as DeliveryView), createdAt: createdAt.toISOString(), deliveredAt: deliveredAt?.toISOString() ?? null };
}

export async function listDeliveries(
  ctx: Context,
  query: PageQuery & { subscriptionId?: string | undefined },
): Promise<Page<DeliveryView>> {
  const { limit, cursor, subscriptionId } = query;
  const rows = await findDeliveries(ctx.db, { limit, subscriptionId, ...(cursor === undefined ? {} : { after: decodeCursor(cursor) }) });
  return pageOf(rows, limit, (row) => ({ at: row.createdAt, id: row.id }), deliveryView);
}
