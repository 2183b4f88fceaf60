import { z } from 'zod';

export const noticeTypeSchema = z.enum(['alert.opened', 'alert.raised', 'case.opened', 'case.moved']);
export type NoticeType = z.output<typeof noticeTypeSchema>;

export const subscriptionFilterSchema = z.object({
  types: z.array(noticeTypeSchema).default([]),
  /** Empty = all; otherwise only these brands. */
  brands: z.array(z.string()).default([]),
  minimumLevel: z.enum(['blue', 'yellow', 'orange', 'red']).default('blue'),
});
export type SubscriptionFilter = z.output<typeof subscriptionFilterSchema>;

export const createSubscriptionSchema = z.object({
  name: z.string().min(1).max(200),
  channel: z.literal('webhook').default('webhook'),
  url: z.url({ protocol: /^https?$/, error: 'url must be an http(s) address' }),
  filter: subscriptionFilterSchema.default({ types: [], brands: [], minimumLevel: 'blue' }),
});

export const subscriptionSchema = z.object({
  id: z.string(),
  name: z.string(),
  channel: z.literal('webhook'),
  url: z.string(),
  filter: subscriptionFilterSchema,
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  revision: z.number().int(),
});
export type SubscriptionView = z.output<typeof subscriptionSchema>;

/** Only the answer to the creation carries the signing secret; it cannot be read again. */
export const createdSubscriptionSchema = subscriptionSchema.extend({ secret: z.string() });

export const deliverySchema = z.object({
  id: z.string(),
  subscriptionId: z.string(),
  type: noticeTypeSchema,
  noticeKey: z.string(),
  state: z.enum(['pending', 'delivered', 'dead']),
  attempts: z.number().int(),
  reason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime().nullable(),
});
export type DeliveryView = z.output<typeof deliverySchema>;
