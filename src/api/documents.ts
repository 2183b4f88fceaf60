import { createRoute } from '@hono/zod-openapi';
import { InvalidError } from '#src/base/errors.ts';
import {
  documentDetailSchema,
  documentQuerySchema,
  documentSchema,
  getDocument,
  type IntakeReport,
  intakeReportSchema,
  pushDocuments,
  searchDocuments,
} from '#src/documents/index.ts';
import { type ApiApp, type ApiContext, contextOf } from './context.ts';
import { linesOf } from './lines.ts';
import { allow, idParam, json, named, pageSchema, refusals, setEtag } from './route.ts';

const tags = ['documents'];
const page = pageSchema(named('Document', documentSchema));
const detail = named('DocumentDetail', documentDetailSchema);
const report = named('IntakeReport', intakeReportSchema);

const MEBIBYTE = 1024 * 1024;
const INTAKE_LIMITS = { totalBytes: 256 * MEBIBYTE, lineBytes: 8 * MEBIBYTE };

export const PUSH_PATH = '/api/documents';

const list = createRoute({
  ...allow('documents.read'),
  method: 'get',
  path: '/api/documents',
  tags,
  summary: 'Search in what was collected, newest first',
  description:
    'In `q`: words and "phrases" side by side or with AND, OR, NOT, NEAR/n and parentheses; fields brand: source: kind: level: region: after: before:. ' +
    'A mistake is answered with its `offset` in UTF-16 units.',
  request: { query: documentQuerySchema },
  responses: { 200: json(page, 'A page of documents'), ...refusals },
});

const get = createRoute({
  ...allow('documents.read'),
  method: 'get',
  path: '/api/documents/{id}',
  tags,
  summary: 'One document with its content and versions',
  request: { params: idParam },
  responses: { 200: json(detail, 'The document'), ...refusals },
});

const push = createRoute({
  ...allow('documents.push'),
  method: 'post',
  path: PUSH_PATH,
  tags,
  summary: 'Push listings and articles, one JSON object a line',
  description:
    'Every good line is kept, whatever the others are; a refused line is named with its number, half a line (a connection that broke) included. ' +
    'Sending everything again is harmless. 400 only where not one line was usable.',
  request: { body: { required: true, content: { 'application/x-ndjson': { schema: { type: 'string' } } } } },
  responses: { 200: json(report, 'What became of every line'), ...refusals },
});

async function takeIn(c: ApiContext): Promise<IntakeReport> {
  const stream = c.req.raw.body;
  const taken = stream === null ? undefined : await pushDocuments(contextOf(c), linesOf(stream, INTAKE_LIMITS));
  if (taken !== undefined && taken.accepted > 0) return taken;
  if (taken === undefined || taken.refused.length === 0) throw new InvalidError('The request has no lines. Send one JSON object a line.');
  const errors = taken.refused.slice(0, 100).map(({ line, message }) => ({ path: `line ${line}`, message }));
  throw new InvalidError(`Not one of ${taken.refused.length} lines is usable. The first: ${errors[0]?.message ?? ''}`, { errors });
}

export function documentRoutes(app: ApiApp): void {
  app.openapi(list, async (c) => {
    const found = await searchDocuments(contextOf(c), c.var.deps.search, c.req.valid('query'));
    return c.json(page.parse(found), 200);
  });

  app.openapi(get, async (c) => {
    const document = detail.parse(await getDocument(contextOf(c), c.req.valid('param').id));
    setEtag(c, document.version);
    return c.json(document, 200);
  });

  app.openapi(push, async (c) => c.json(report.parse(await takeIn(c)), 200));
}
