import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { raiseAlert } from '#src/alerts/index.ts';
import { inTransaction } from '#src/db/index.ts';
import { createDeliverer, type Deliverer } from '#src/fetch/index.ts';
import { announce, createSubscription, deleteSubscription, deliverNotice, listDeliveries, listSubscriptions } from '#src/notices/index.ts';
import { JobError } from '#src/queue/index.ts';
import { findingOf } from '#test/support/findings.ts';
import { testDatabase } from '#test/support/postgres.ts';

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const t = testDatabase();
const received: Received[] = [];
let answers: number[] = [];
let server: Server;
let base = '';
let deliverer: Deliverer;

function receive(request: IncomingMessage, response: ServerResponse): void {
  let body = '';
  request.on('data', (part: Buffer) => {
    body += part.toString();
  });
  request.on('end', () => {
    received.push({ headers: request.headers, body });
    response.writeHead(answers.shift() ?? 204).end();
  });
}

beforeAll(async () => {
  server = createServer(receive);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  deliverer = createDeliverer({ userAgent: 'HufuBot/0.1', allow: [base], clock: t.clock });
});
afterAll(async () => {
  await deliverer.close();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  received.length = 0;
  answers = [];
  for (const subscription of await listSubscriptions(t.ctx())) await deleteSubscription(t.ctx(), subscription.id);
});

async function raise(dedupKey: string, level: 'blue' | 'red' = 'red', brand = '云南品牌'): Promise<string> {
  return inTransaction(t.ctx(), (tx) => raiseAlert(tx, findingOf({ dedupKey, level, brand })));
}

async function owed(subscriptionId: string): Promise<string[]> {
  return (await listDeliveries(t.ctx(), { limit: 50, subscriptionId })).items.map((delivery) => delivery.id);
}

describe('a notice', () => {
  test('reaches the subscriber signed, and the subscriber can prove it', async () => {
    const { id, secret } = await createSubscription(t.ctx(), { name: '企业甲', url: `${base}/hook` });
    const alert = await raise('n1');
    await announce(t.ctx(), { type: 'alert.opened', entityId: alert, key: 'k1' });
    const [delivery = ''] = await owed(id);
    await deliverNotice(t.ctx(), deliverer, delivery);
    const [got] = received;
    expect(got?.headers['webhook-id']).toBe(delivery);
    // The library checks the time against the wall clock, so the signature is compared with one of our own.
    const at = new Date(Number(got?.headers['webhook-timestamp']) * 1000);
    expect(got?.headers['webhook-signature']).toBe(new Webhook(secret).sign(delivery, at, got?.body ?? ''));
    expect(JSON.parse(got?.body ?? '')).toMatchObject({ type: 'alert.opened', data: { id: alert, level: 'red' } });
    expect((await listDeliveries(t.ctx(), { limit: 1, subscriptionId: id })).items[0]).toMatchObject({ state: 'delivered', attempts: 1 });
  });

  test('announced twice is owed once, delivered twice is sent once', async () => {
    const { id } = await createSubscription(t.ctx(), { name: '企业乙', url: `${base}/hook` });
    const alert = await raise('n2');
    for (let n = 0; n < 2; n += 1) await announce(t.ctx(), { type: 'alert.opened', entityId: alert, key: 'k2' });
    const [delivery = '', ...more] = await owed(id);
    expect(more).toEqual([]);
    for (let n = 0; n < 2; n += 1) await deliverNotice(t.ctx(), deliverer, delivery);
    expect(received).toHaveLength(1);
  });

  test('goes only to those who asked for such a thing', async () => {
    const filter = { types: [], brands: ['天府品质'], minimumLevel: 'blue' as const };
    const other = await createSubscription(t.ctx(), { name: '别的品牌', url: `${base}/a`, filter });
    const grave = await createSubscription(t.ctx(), {
      name: '只看红色',
      url: `${base}/b`,
      filter: { types: [], brands: [], minimumLevel: 'red' },
    });
    await announce(t.ctx(), { type: 'alert.opened', entityId: await raise('n3', 'blue'), key: 'k3' });
    expect([await owed(other.id), await owed(grave.id)]).toEqual([[], []]);
    await announce(t.ctx(), { type: 'alert.opened', entityId: await raise('n4', 'red'), key: 'k4' });
    expect((await owed(grave.id)).length).toBe(1);
  });

  test('that the receiver cannot take now is tried again later, and in the end given up with the reason', async () => {
    const { id } = await createSubscription(t.ctx(), { name: '企业丙', url: `${base}/hook` });
    await announce(t.ctx(), { type: 'alert.opened', entityId: await raise('n5'), key: 'k5' });
    const [delivery = ''] = await owed(id);
    answers = Array.from({ length: 8 }, () => 503);
    for (let n = 0; n < 7; n += 1) await expect(deliverNotice(t.ctx(), deliverer, delivery)).rejects.toBeInstanceOf(JobError);
    await deliverNotice(t.ctx(), deliverer, delivery);
    expect((await listDeliveries(t.ctx(), { limit: 1, subscriptionId: id })).items[0]).toMatchObject({
      state: 'dead',
      attempts: 8,
      reason: expect.stringContaining('503'),
    });
  });

  test('is never sent into the own network', async () => {
    const { id } = await createSubscription(t.ctx(), { name: '内网', url: 'http://169.254.169.254/latest/meta-data' });
    await announce(t.ctx(), { type: 'alert.opened', entityId: await raise('n6'), key: 'k6' });
    const [delivery = ''] = await owed(id);
    await deliverNotice(t.ctx(), deliverer, delivery);
    expect((await listDeliveries(t.ctx(), { limit: 1, subscriptionId: id })).items[0]?.state).toBe('dead');
  });
});
