import { Webhook } from 'standardwebhooks';
import type { Context } from '#src/base/context.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import { recordTraces } from '#src/documents/index.ts';
import type { Deliverer } from '#src/fetch/index.ts';
import { enqueue, JobError } from '#src/queue/index.ts';
import { type DeliveryRow, deliveryById, noteTry, pendingSince, type SubscriptionRow, subscriptionById } from './store.ts';

const MAX_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 1_000;
const TIMEOUT_MS = 10_000;

type Outcome =
  | { readonly kind: 'ok'; readonly status: number }
  | { readonly kind: 'failed'; readonly retry: boolean; readonly message: string; readonly retryAfterMs?: number };

async function post(ctx: Context, deliverer: Deliverer, delivery: DeliveryRow, subscription: SubscriptionRow): Promise<Outcome> {
  const body = JSON.stringify(delivery.payload);
  const now = ctx.clock.now();
  const signature = new Webhook(subscription.secret).sign(delivery.id, now, body);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': delivery.id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signature,
  };
  const answer = await deliverer.post({ url: subscription.url, headers, body, timeoutMs: TIMEOUT_MS });
  if (answer.kind === 'ok') return answer;
  const after = answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs };
  return { kind: 'failed', retry: answer.retry !== 'never', message: answer.message, ...after };
}

async function finish(ctx: Context, delivery: DeliveryRow, state: 'delivered' | 'dead', text: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const delivered = state === 'delivered' ? { deliveredAt: now, reason: null } : { reason: text };
    if (!(await noteTry(tx.db, delivery.id, { state, updatedAt: now, ...delivered }))) return;
    await recordTraces(tx, {
      entityId: delivery.id,
      step: 'notice',
      outcome: state,
      text,
      data: { subscriptionId: delivery.subscriptionId, type: delivery.type },
    });
  });
}

/**
 * Hands one notice to its subscriber. The receiver may see it twice (a crash between its answer and our note of it), always with the
 * same `webhook-id`, by which it can tell.
 * @throws JobError to try again later
 */
export async function deliverNotice(ctx: Context, deliverer: Deliverer, deliveryId: string): Promise<void> {
  const delivery = await deliveryById(ctx.db, deliveryId);
  if (delivery === undefined || delivery.state !== 'pending') return;
  const subscription = await subscriptionById(ctx.db, delivery.subscriptionId);
  if (subscription === undefined || !subscription.enabled) return finish(ctx, delivery, 'dead', '订阅已取消，不再投递');
  const outcome = await post(ctx, deliverer, delivery, subscription);
  if (outcome.kind === 'ok') return finish(ctx, delivery, 'delivered', `已送达“${subscription.name}”（HTTP ${outcome.status}）`);
  if (!outcome.retry || delivery.attempts + 1 >= MAX_ATTEMPTS)
    return finish(ctx, delivery, 'dead', `投递失败，不再重试：${outcome.message}`);
  await noteTry(ctx.db, delivery.id, { reason: outcome.message, updatedAt: ctx.clock.now() });
  throw new JobError('later', outcome.message, outcome.retryAfterMs ?? FIRST_PAUSE_MS * 4 ** delivery.attempts);
}

/** Asks again for deliveries that should long have been tried: the queue may have lost them. */
export async function reconcileNotices(ctx: Context, olderThan: Date): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const occasion = newId('again', tx.clock);
    const rows = await pendingSince(tx.db, olderThan, 1_000);
    await enqueue(
      tx,
      ...rows.map((row) => ({ name: 'notice.deliver' as const, key: `${row.id}/${occasion}`, payload: { deliveryId: row.id } })),
    );
    return rows.length;
  });
}
