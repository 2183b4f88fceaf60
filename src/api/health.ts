import { createRoute, z } from '@hono/zod-openapi';
import type { ApiApp } from './context.ts';
import { json, open } from './route.ts';

const tags = ['operation'];
const readinessSchema = z
  .object({ ok: z.boolean(), checks: z.record(z.string(), z.object({ ok: z.boolean(), message: z.string().optional() })) })
  .openapi('Readiness');

const live = createRoute({
  ...open(),
  method: 'get',
  path: '/health/live',
  tags,
  summary: 'Does the process answer?',
  responses: { 200: json(z.object({ ok: z.literal(true) }), 'It does') },
});

const ready = createRoute({
  ...open(),
  method: 'get',
  path: '/health/ready',
  tags,
  summary: 'Do the engines it needs answer?',
  responses: { 200: json(readinessSchema, 'All do'), 503: json(readinessSchema, 'Some do not; `checks` says which') },
});

const metrics = createRoute({
  ...open(),
  method: 'get',
  path: '/metrics',
  tags,
  summary: 'Figures for Prometheus; no personal data and no content',
  responses: { 200: { description: 'Text format 0.0.4', content: { 'text/plain': { schema: z.string() } } } },
});

export function healthRoutes(app: ApiApp): void {
  app.openapi(live, (c) => c.json({ ok: true as const }, 200));

  app.openapi(ready, async (c) => {
    const state = await c.var.deps.readiness();
    return c.json(readinessSchema.parse(state), state.ok ? 200 : 503);
  });

  app.openapi(metrics, async (c) =>
    c.text(await c.var.deps.metricsText(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
}
