import { createRoute, z } from '@hono/zod-openapi';
import { traceSchema } from '#src/alerts/index.ts';
import { explain } from '#src/documents/index.ts';
import { type ApiApp, contextOf } from './context.ts';
import { allow, idParam, json, refusals } from './route.ts';

const explanation = z.object({ id: z.string(), type: z.string(), steps: z.array(traceSchema) }).openapi('Explanation');

const get = createRoute({
  ...allow('explain.read'),
  method: 'get',
  path: '/api/explain/{id}',
  tags: ['explain'],
  summary: 'What happened to a document, alert, case, event or delivery, and why',
  request: { params: idParam },
  responses: { 200: json(explanation, 'The steps in order'), ...refusals },
});

export function explainRoutes(app: ApiApp): void {
  app.openapi(get, async (c) => c.json(explanation.parse(await explain(contextOf(c), c.req.valid('param').id)), 200));
}
