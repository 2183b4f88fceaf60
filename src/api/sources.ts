import { createRoute } from '@hono/zod-openapi';
import { listSources, runSource, sourceViewSchema } from '#src/sources/index.ts';
import { type ApiApp, contextOf } from './context.ts';
import { allow, idParam, json, named, pageSchema, refusals, wholeList } from './route.ts';

const tags = ['sources'];
const source = named('Source', sourceViewSchema);
const sources = pageSchema(source);

const list = createRoute({
  ...allow('sources.read'),
  method: 'get',
  path: '/api/sources',
  tags,
  summary: 'Sources and how well they are doing',
  responses: { 200: json(sources, 'All sources'), ...refusals },
});

const run = createRoute({
  ...allow('sources.run'),
  method: 'post',
  path: '/api/sources/{id}/runs',
  tags,
  summary: 'Start a run of a source now',
  request: { params: idParam },
  responses: { 202: json(source, 'The run is on its way'), ...refusals },
});

export function sourceRoutes(app: ApiApp): void {
  app.openapi(list, async (c) => c.json(sources.parse(wholeList(await listSources(contextOf(c)))), 200));

  app.openapi(run, async (c) => c.json(source.parse(await runSource(contextOf(c), c.req.valid('param').id)), 202));
}
