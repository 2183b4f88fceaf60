import { createRoute, z } from '@hono/zod-openapi';
import { createLimiter } from '#src/access/index.ts';
import type { Clock } from '#src/base/clock.ts';
import { systemActor } from '#src/base/context.ts';
import { InvalidError } from '#src/base/errors.ts';
import { pageQuerySchema } from '#src/base/page.ts';
import { checkNumber, importCertificates, listCertificates } from '#src/registry/index.ts';
import { type ApiApp, clientOf, contextAs, contextOf } from './context.ts';
import { limitTo } from './middleware/size-limit.ts';
import { TooManyError } from './problem.ts';
import { allow, json, open, pageSchema, refusals } from './route.ts';

const tags = ['registry'];
const statusSchema = z.enum(['valid', 'suspended', 'revoked', 'cancelled']);

export const certificateViewSchema = z
  .object({
    certificateNo: z.string(),
    mark: z.string(),
    holder: z.string(),
    holderUscc: z.string(),
    products: z.array(z.string()),
    validFrom: z.iso.date(),
    validTo: z.iso.date(),
    status: statusSchema,
    statusFrom: z.iso.date().optional(),
    statusTo: z.iso.date().optional(),
    issuer: z.string(),
    authorisedSellers: z.array(z.string()),
    aliases: z.array(z.string()),
    sample: z.boolean(),
    recordedAt: z.iso.datetime(),
    revision: z.int(),
  })
  .openapi('Certificate');

export const registryAnswerSchema = z
  .object({
    number: z.string(),
    known: z.boolean(),
    state: z.enum(['valid', 'expired', 'not-yet-valid', 'suspended', 'revoked', 'cancelled', 'unknown']),
    mark: z.object({ id: z.string(), name: z.string(), brand: z.string() }).optional(),
    holder: z.string().optional(),
    products: z.array(z.string()).optional(),
    validFrom: z.iso.date().optional(),
    validTo: z.iso.date().optional(),
    asOf: z.iso.date(),
    text: z.string(),
  })
  .openapi('RegistryAnswer');

export const importReportSchema = z
  .object({
    id: z.string(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    problems: z.array(z.object({ line: z.int().optional(), field: z.string().optional(), code: z.string(), message: z.string() })),
  })
  .openapi('ImportReport');

const page = pageSchema(certificateViewSchema);

/** The check is for people with a product in their hands, not for copying the registry. */
const CHECK_LIMIT = { max: 30, window: 60 };

const list = createRoute({
  ...allow('registry.read'),
  method: 'get',
  path: '/api/registry/certificates',
  tags,
  summary: 'Certificates',
  request: {
    query: pageQuerySchema.extend({
      q: z.string().max(200).optional(),
      mark: z.string().max(100).optional(),
      status: statusSchema.optional(),
      holderUscc: z.string().max(40).optional(),
    }),
  },
  responses: { 200: json(page, 'A page of certificates'), ...refusals },
});

const check = createRoute({
  ...open(),
  method: 'get',
  path: '/api/registry/check',
  tags,
  summary: 'Is this certificate number genuine? For anybody, at most 30 times a minute',
  request: { query: z.object({ number: z.string().trim().min(1).max(100) }) },
  responses: { 200: json(registryAnswerSchema, 'What the registry says of the number today'), ...refusals },
});

export const IMPORT_PATH = '/api/registry/imports';
const importers = allow('registry.import');

const imports = createRoute({
  ...importers,
  middleware: [importers.middleware, limitTo(64)],
  method: 'post',
  path: IMPORT_PATH,
  tags,
  summary: 'Take in certificates.csv (UTF-8, header row)',
  description: 'Good rows are added or changed in one transaction; bad rows are listed with their reason.',
  request: { body: { required: true, content: { 'text/csv': { schema: { type: 'string' } } } } },
  responses: { 200: json(importReportSchema, 'What became of the rows'), ...refusals },
});

export function registryRoutes(app: ApiApp, clock: Clock): void {
  const limiter = createLimiter(clock);

  app.openapi(list, async (c) => c.json(page.parse(await listCertificates(contextOf(c), c.req.valid('query'))), 200));

  app.openapi(check, async (c) => {
    const { allowed, retryAfter } = limiter.take(clientOf(c) ?? 'unknown', CHECK_LIMIT);
    if (!allowed) throw new TooManyError(`查询过于频繁，请在 ${retryAfter} 秒后再试。`, { retryAfter });
    const ctx = contextAs(c, c.var.actor ?? systemActor('public'));
    return c.json(registryAnswerSchema.parse(await checkNumber(ctx, c.var.deps.registry, c.req.valid('query').number)), 200);
  });

  app.openapi(imports, async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.length === 0) throw new InvalidError('The request is empty. Send certificates.csv as its body.');
    return c.json(importReportSchema.parse(await importCertificates(contextOf(c), bytes)), 200);
  });
}
