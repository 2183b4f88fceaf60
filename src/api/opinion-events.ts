import { createRoute } from '@hono/zod-openapi';
import { eventDetailSchema, eventQuerySchema, getEvent, listEvents } from '#src/opinion/index.ts';
import { type ApiApp, contextOf } from './context.ts';
import { eventView } from './overview.ts';
import { allow, idParam, json, named, pageSchema, refusals, setEtag } from './route.ts';

const tags = ['events'];
const page = pageSchema(eventView);
const detail = named('EventDetail', eventDetailSchema);

const list = createRoute({
  ...allow('events.read'),
  method: 'get',
  path: '/api/events',
  tags,
  summary: 'Opinion events, newest first',
  request: { query: eventQuerySchema },
  responses: { 200: json(page, 'A page of events'), ...refusals },
});

const get = createRoute({
  ...allow('events.read'),
  method: 'get',
  path: '/api/events/{id}',
  tags,
  summary: 'One event with its articles and the parts of its score',
  request: { params: idParam },
  responses: { 200: json(detail, 'The event'), ...refusals },
});

export function eventRoutes(app: ApiApp): void {
  app.openapi(list, async (c) => c.json(page.parse(await listEvents(contextOf(c), c.req.valid('query'))), 200));

  app.openapi(get, async (c) => {
    const event = detail.parse(await getEvent(contextOf(c), c.req.valid('param').id));
    setEtag(c, event.revision);
    return c.json(event, 200);
  });
}
