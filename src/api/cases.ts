import { createRoute } from '@hono/zod-openapi';
import {
  caseDetailSchema,
  caseQuerySchema,
  caseSchema,
  getCase,
  listCases,
  openCase,
  openCaseSchema,
  transitionCase,
  transitionCaseSchema,
} from '#src/cases/index.ts';
import { type ApiApp, contextOf } from './context.ts';
import { allow, body, expected, idParam, ifMatchHeader, json, named, pageSchema, refusals, setEtag } from './route.ts';

const tags = ['cases'];
const page = pageSchema(named('Case', caseSchema));
const detail = named('CaseDetail', caseDetailSchema);

const list = createRoute({
  ...allow('cases.read'),
  method: 'get',
  path: '/api/cases',
  tags,
  summary: 'Cases, newest first',
  request: { query: caseQuerySchema },
  responses: { 200: json(page, 'A page of cases'), ...refusals },
});

const get = createRoute({
  ...allow('cases.read'),
  method: 'get',
  path: '/api/cases/{id}',
  tags,
  summary: 'One case with its alerts, history, clocks and what can be done now',
  request: { params: idParam },
  responses: { 200: json(detail, 'The case'), ...refusals },
});

const open = createRoute({
  ...allow('cases.write'),
  method: 'post',
  path: '/api/cases',
  tags,
  summary: 'Open a case on alerts',
  request: { body: body(openCaseSchema) },
  responses: { 201: json(detail, 'The new case'), ...refusals },
});

const transition = createRoute({
  ...allow('cases.write'),
  method: 'post',
  path: '/api/cases/{id}/transitions',
  tags,
  summary: 'Move a case on; what is possible stands in the case itself',
  request: { params: idParam, headers: ifMatchHeader, body: body(transitionCaseSchema.omit({ id: true })) },
  responses: { 200: json(detail, 'The case as it is now'), ...refusals },
});

export function caseRoutes(app: ApiApp): void {
  app.openapi(list, async (c) => c.json(page.parse(await listCases(contextOf(c), c.req.valid('query'))), 200));

  app.openapi(get, async (c) => {
    const found = detail.parse(await getCase(contextOf(c), c.req.valid('param').id));
    setEtag(c, found.revision);
    return c.json(found, 200);
  });

  app.openapi(open, async (c) => {
    const opened = detail.parse(await openCase(contextOf(c), c.req.valid('json')));
    setEtag(c, opened.revision);
    c.header('Location', `/api/cases/${opened.id}`);
    return c.json(opened, 201);
  });

  app.openapi(transition, async (c) => {
    const { revision, ...move } = c.req.valid('json');
    const input = { ...move, id: c.req.valid('param').id, ...expected(c.req.valid('header'), revision) };
    const moved = detail.parse(await transitionCase(contextOf(c), input));
    setEtag(c, moved.revision);
    return c.json(moved, 200);
  });
}
