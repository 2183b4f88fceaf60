import { alertById } from '#src/alerts/index.ts';
import type { Context } from '#src/base/context.ts';
import { newId } from '#src/base/ids.ts';
import { caseRow } from '#src/cases/index.ts';
import { inTransaction } from '#src/db/index.ts';
import { recordTraces } from '#src/documents/index.ts';
import { enqueue } from '#src/queue/index.ts';
import { matchFilter } from './filter.ts';
import { type NoticeType, noticeTypeSchema, type SubscriptionFilter } from './schemas.ts';
import { allSubscriptions, insertDelivery } from './store.ts';

interface Notice {
  readonly type: NoticeType;
  readonly brand: string | null;
  readonly level: string;
  readonly payload: Record<string, unknown>;
}

async function noticeOf(ctx: Context, type: NoticeType, entityId: string): Promise<Notice | undefined> {
  if (type === 'alert.opened' || type === 'alert.raised') {
    const alert = await alertById(ctx, entityId);
    if (alert === undefined) return undefined;
    const { id, kind, level, title, summary, brand, region, codes, verdict, url, groupKey, firstSeenAt } = alert;
    return {
      type,
      brand,
      level,
      payload: { id, kind, level, title, summary, brand, region, codes, verdict, url, groupKey, firstSeenAt: firstSeenAt.toISOString() },
    };
  }
  const found = await caseRow(ctx, entityId);
  if (found === undefined) return undefined;
  const { id, number, state, level, title, summary, brand, region, openedAt } = found;
  return { type, brand, level, payload: { id, number, state, level, title, summary, brand, region, openedAt: openedAt.toISOString() } };
}

/** Owes a notice to every subscriber who asked for it; asked twice with the same key, it owes nothing more. */
export async function announce(ctx: Context, input: { type: string; entityId: string; key: string }): Promise<void> {
  const type = noticeTypeSchema.parse(input.type);
  await inTransaction(ctx, async (tx) => {
    const notice = await noticeOf(tx, type, input.entityId);
    if (notice === undefined) return;
    for (const subscription of await allSubscriptions(tx.db)) {
      if (!subscription.enabled) continue;
      const match = matchFilter(subscription.filter as SubscriptionFilter, notice);
      const reason = { entityId: input.entityId, step: 'notice', data: { subscriptionId: subscription.id, type } };
      if (!match.matches) {
        await recordTraces(tx, { ...reason, outcome: 'not-sent', text: `未通知“${subscription.name}”：${match.why}` });
        continue;
      }
      const id = newId('del', tx.clock);
      const now = tx.clock.now();
      const payload = { type, timestamp: now.toISOString(), data: notice.payload };
      const owed = await insertDelivery(tx.db, {
        id,
        subscriptionId: subscription.id,
        noticeKey: input.key,
        type,
        payload,
        state: 'pending',
        createdAt: now,
        updatedAt: now,
      });
      if (!owed) continue;
      await recordTraces(tx, {
        ...reason,
        outcome: 'owed',
        text: `将通知“${subscription.name}”`,
        data: { ...reason.data, deliveryId: id },
      });
      await enqueue(tx, { name: 'notice.deliver', key: id, payload: { deliveryId: id } });
    }
  });
}
