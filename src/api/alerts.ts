import { createRoute } from '@hono/zod-openapi';
import {
  acknowledgeAlert,
  acknowledgeAlertSchema,
  alertDetailSchema,
  alertQuerySchema,
  alertSchema,
  closeAlert,
  closeAlertSchema,
  getAlert,
  listAlerts,
} from '#src/alerts/index.ts';
import { type ApiApp, contextOf } from './context.ts';
import { allow, body, expected, idParam, ifMatchHeader, json, named, pageSchema, refusals, setEtag } from './route.ts';

const tags = ['alerts'];
const page = pageSchema(named('Alert', alertSchema));
const detail = named('AlertDetail', alertDetailSchema);

const list = createRoute({
  ...allow('alerts.read'),
  method: 'get',
  path: '/api/alerts',
  tags,
  summary: 'Alerts, newest first',
  request: { query: alertQuerySchema },
  responses: { 200: json(page, 'A page of alerts'), ...refusals },
});

const get = createRoute({
  ...allow('alerts.read'),
  method: 'get',
  path: '/api/alerts/{id}',
  tags,
  summary: 'One alert with its findings, its group and its reasons',
  request: { params: idParam },
  responses: { 200: json(detail, 'The alert'), ...refusals },
});

const acknowledge = createRoute({
  ...allow('alerts.write'),
  method: 'post',
  path: '/api/alerts/{id}/acknowledge',
  tags,
  summary: 'Take an alert up',
  request: { params: idParam, headers: ifMatchHeader, body: { ...body(acknowledgeAlertSchema.omit({ id: true })), required: false } },
  responses: { 200: json(detail, 'The alert as it is now'), ...refusals },
});

const close = createRoute({
  ...allow('alerts.write'),
  method: 'post',
  path: '/api/alerts/{id}/close',
  tags,
  summary: 'Close an alert with a reason',
  request: { params: idParam, headers: ifMatchHeader, body: body(closeAlertSchema.omit({ id: true })) },
  responses: { 200: json(detail, 'The alert as it is now'), ...refusals },
});

export function alertRoutes(app: ApiApp): void {
  app.openapi(list, async (c) => c.json(page.parse(await listAlerts(contextOf(c), c.req.valid('query'))), 200));

  app.openapi(get, async (c) => {
    const alert = detail.parse(await getAlert(contextOf(c), c.req.valid('param').id));
    setEtag(c, alert.revision);
    return c.json(alert, 200);
  });

  app.openapi(acknowledge, async (c) => {
    const { note, revision } = c.req.valid('json');
    const input = { id: c.req.valid('param').id, note, ...expected(c.req.valid('header'), revision) };
    const alert = detail.parse(await acknowledgeAlert(contextOf(c), input));
    setEtag(c, alert.revision);
    return c.json(alert, 200);
  });

  app.openapi(close, async (c) => {
    const { note, reason, revision } = c.req.valid('json');
    const input = { id: c.req.valid('param').id, note, reason, ...expected(c.req.valid('header'), revision) };
    const alert = detail.parse(await closeAlert(contextOf(c), input));
    setEtag(c, alert.revision);
    return c.json(alert, 200);
  });
}
