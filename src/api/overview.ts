import { createRoute, z } from '@hono/zod-openapi';
import { levelSchema } from '#src/alerts/index.ts';
import { eventSchema } from '#src/opinion/index.ts';
import { overview } from '#src/statistics/index.ts';
import { type ApiApp, contextOf } from './context.ts';
import { allow, json, named, refusals } from './route.ts';

export const eventView = named('Event', eventSchema);

const count = z.int();

/** The numbers of the first page. */
export const overviewSchema = z
  .object({
    documents: z.object({ listings: count, articles: count, last24h: count }),
    alerts: z.object({
      open: count,
      byLevel: z.record(levelSchema, count),
      byCode: z.array(z.object({ code: z.string(), name: z.string(), count })),
      /** One row a day of Asia/Shanghai, oldest first, days without alerts included. */
      last14Days: z.array(z.object({ day: z.iso.date(), infringement: count, opinion: count })),
    }),
    cases: z.object({ open: count, overdue: count, byState: z.record(z.string(), count) }),
    /** The five with the highest scores. */
    events: z.array(eventView),
    sources: z.object({ good: count, partial: count, failing: count, unknown: count }),
    registry: z.object({ certificates: count, valid: count }),
    sample: z.boolean(),
  })
  .openapi('Overview');

const get = createRoute({
  ...allow('overview.read'),
  method: 'get',
  path: '/api/overview',
  tags: ['overview'],
  summary: 'The numbers of the first page',
  responses: { 200: json(overviewSchema, 'The numbers as of now'), ...refusals },
});

const removedSampleSchema = z.object({ documents: z.int(), alerts: z.int(), cases: z.int() });

const removeSample = createRoute({
  ...allow('sample.remove'),
  method: 'delete',
  path: '/api/sample',
  tags: ['sample'],
  summary: 'Remove all invented data',
  responses: { 200: json(removedSampleSchema, 'How much was removed'), ...refusals },
});

export function overviewRoutes(app: ApiApp): void {
  app.openapi(get, async (c) => c.json(overviewSchema.parse(await overview(contextOf(c))), 200));

  app.openapi(removeSample, async (c) => c.json(removedSampleSchema.parse(await c.var.deps.sample.remove(contextOf(c))), 200));
}
