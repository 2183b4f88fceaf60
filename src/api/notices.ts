import { createRoute, z } from '@hono/zod-openapi';
import { pageQuerySchema } from '#src/base/page.ts';
import {
  createdSubscriptionSchema,
  createSubscription,
  createSubscriptionSchema,
  deleteSubscription,
  deliverySchema,
  listDeliveries,
  listSubscriptions,
  subscriptionSchema,
} from '#src/notices/index.ts';
import { type ApiApp, contextOf } from './context.ts';
import { allow, body, idParam, json, named, pageSchema, refusals, setEtag, wholeList } from './route.ts';

const tags = ['subscriptions'];
const subscriptions = pageSchema(named('Subscription', subscriptionSchema));
const created = named('CreatedSubscription', createdSubscriptionSchema);
const deliveries = pageSchema(named('Delivery', deliverySchema));

const list = createRoute({
  ...allow('subscriptions.read'),
  method: 'get',
  path: '/api/subscriptions',
  tags,
  summary: 'Who gets notices',
  responses: { 200: json(subscriptions, 'All subscriptions'), ...refusals },
});

const create = createRoute({
  ...allow('subscriptions.write'),
  method: 'post',
  path: '/api/subscriptions',
  tags,
  summary: 'Subscribe an address to notices',
  description: 'Notices are signed by the Standard Webhooks scheme. The secret is shown in this answer only.',
  request: { body: body(createSubscriptionSchema) },
  responses: { 201: json(created, 'The subscription with its signing secret'), ...refusals },
});

const remove = createRoute({
  ...allow('subscriptions.write'),
  method: 'delete',
  path: '/api/subscriptions/{id}',
  tags,
  summary: 'End a subscription',
  request: { params: idParam },
  responses: { 204: { description: 'Ended' }, ...refusals },
});

const listOfDeliveries = createRoute({
  ...allow('subscriptions.read'),
  method: 'get',
  path: '/api/deliveries',
  tags,
  summary: 'What was delivered to whom, newest first',
  request: { query: pageQuerySchema.extend({ subscriptionId: z.string().max(200).optional() }) },
  responses: { 200: json(deliveries, 'A page of deliveries'), ...refusals },
});

export function subscriptionRoutes(app: ApiApp): void {
  app.openapi(list, async (c) => c.json(subscriptions.parse(wholeList(await listSubscriptions(contextOf(c)))), 200));

  app.openapi(create, async (c) => {
    const subscription = created.parse(await createSubscription(contextOf(c), c.req.valid('json')));
    setEtag(c, subscription.revision);
    return c.json(subscription, 201);
  });

  app.openapi(remove, async (c) => {
    await deleteSubscription(contextOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  });

  app.openapi(listOfDeliveries, async (c) => c.json(deliveries.parse(await listDeliveries(contextOf(c), c.req.valid('query'))), 200));
}
