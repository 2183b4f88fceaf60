import { createRoute } from '@hono/zod-openapi';
import { createdKeySchema, createKeySchema, keySchema } from '#src/access/index.ts';
import { type ApiApp, contextOf } from './context.ts';
import { allow, body, idParam, json, named, pageSchema, refusals, wholeList } from './route.ts';

const tags = ['keys'];
const keys = pageSchema(named('Key', keySchema));
const created = named('CreatedKey', createdKeySchema);

const list = createRoute({
  ...allow('keys.read'),
  method: 'get',
  path: '/api/keys',
  tags,
  summary: 'Keys for programs',
  responses: { 200: json(keys, 'All keys, without the keys themselves'), ...refusals },
});

const create = createRoute({
  ...allow('keys.write'),
  method: 'post',
  path: '/api/keys',
  tags,
  summary: 'Make a key for a program',
  description: 'The key is shown in this answer only. It goes into the header `x-api-key`.',
  request: { body: body(createKeySchema) },
  responses: { 201: json(created, 'The key'), ...refusals },
});

const remove = createRoute({
  ...allow('keys.write'),
  method: 'delete',
  path: '/api/keys/{id}',
  tags,
  summary: 'End a key at once',
  request: { params: idParam },
  responses: { 204: { description: 'Ended' }, ...refusals },
});

export function keyRoutes(app: ApiApp): void {
  app.openapi(list, async (c) => c.json(keys.parse(wholeList(await c.var.deps.access.listKeys(contextOf(c)))), 200));

  app.openapi(create, async (c) => c.json(created.parse(await c.var.deps.access.createKey(contextOf(c), c.req.valid('json'))), 201));

  app.openapi(remove, async (c) => {
    await c.var.deps.access.removeKey(contextOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  });
}
