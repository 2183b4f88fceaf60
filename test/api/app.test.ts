import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createdKeySchema } from '#src/access/index.ts';
import { testDatabase } from '#test/support/postgres.ts';
import { firstAccount, ORIGIN, PASSWORD, problem, read, type TestApi, testApi } from './support.ts';

const db = testDatabase();
let api: TestApi;
let reader: Record<string, string>;

beforeAll(async () => {
  api = testApi(db);
  reader = await api.key('reader');
});

const STABLE = [
  'DELETE /api/keys/{id}',
  'DELETE /api/sample',
  'DELETE /api/subscriptions/{id}',
  'GET /api/alerts',
  'GET /api/alerts/{id}',
  'GET /api/cases',
  'GET /api/cases/{id}',
  'GET /api/deliveries',
  'GET /api/documents',
  'GET /api/documents/{id}',
  'GET /api/events',
  'GET /api/events/{id}',
  'GET /api/explain/{id}',
  'GET /api/keys',
  'GET /api/overview',
  'GET /api/registry/certificates',
  'GET /api/registry/check',
  'GET /api/session',
  'GET /api/setup',
  'GET /api/sources',
  'GET /api/subscriptions',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'POST /api/alerts/{id}/acknowledge',
  'POST /api/alerts/{id}/close',
  'POST /api/cases',
  'POST /api/cases/{id}/transitions',
  'POST /api/documents',
  'POST /api/keys',
  'POST /api/registry/imports',
  'POST /api/setup',
  'POST /api/sources/{id}/runs',
  'POST /api/subscriptions',
];

describe('the OpenAPI document', () => {
  const documentSchema = z.object({
    openapi: z.string(),
    paths: z.record(z.string(), z.record(z.string(), z.object({ summary: z.string().optional() }))),
    components: z.object({ schemas: z.record(z.string(), z.unknown()), securitySchemes: z.record(z.string(), z.unknown()) }),
  });
  let text: string;
  let document: z.output<typeof documentSchema>;
  beforeAll(async () => {
    text = await (await api.send('GET', '/api/openapi.json')).text();
    document = documentSchema.parse(JSON.parse(text));
  });

  test('has every path that programs rely on', () => {
    expect(document.openapi).toBe('3.1.0');
    const found = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`),
    );
    expect(found.sort()).toEqual(STABLE);
  });

  test('refers to nothing that it does not define, and explains every operation', () => {
    const wanted = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(wanted.filter((name) => !Object.hasOwn(document.components.schemas, name ?? ''))).toEqual([]);
    expect(wanted).toContain('Alert');
    expect(Object.keys(document.components.securitySchemes)).toEqual(['key', 'session']);
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations.filter(({ summary }) => summary === undefined)).toEqual([]);
  });
});

describe('security headers', () => {
  test.each(['/api/session', '/api/docs', '/health/live', '/nothing', '/api/nothing'])('stand on %s', async (path) => {
    const { headers } = await api.send('GET', path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('keep answers of the API out of caches', async () => {
    expect((await api.send('GET', '/api/alerts', { headers: reader })).headers.get('cache-control')).toBe('no-store');
  });
});

describe('a person', () => {
  let cookie: string;
  beforeAll(async () => {
    expect(await (await api.send('GET', '/api/session')).json()).toMatchObject({ user: null, permissions: [], setupOpen: true });
    cookie = await firstAccount(api, db);
  });

  test('is signed in by the set-up and sees who they are', async () => {
    const session = await (await api.send('GET', '/api/session', { headers: { cookie } })).json();
    const user = { id: expect.any(String), name: '李娜', email: 'li.na@example.cn', roles: ['admin', 'office'] };
    expect(session).toMatchObject({ user, setupOpen: false, sample: false, region: '530000' });
    expect(await (await api.send('GET', '/api/setup')).json()).toEqual({ open: false });
  });

  test('signs in with e-mail and password, and is told plainly where that fails', async () => {
    const signIn = (password: string) => api.send('POST', '/api/auth/sign-in/email', { json: { email: 'li.na@example.cn', password } });
    expect((await signIn(PASSWORD)).status).toBe(200);
    const refused = await signIn('wrong password');
    expect(refused.status).toBe(401);
    expect(await problem(refused)).toMatchObject({ code: 'unauthenticated', detail: '邮箱或密码不正确。' });
  });

  test('who tries too often is told when to try again', async () => {
    const signIn = () => api.send('POST', '/api/auth/sign-in/email', { json: { email: 'no address', password: 'x' } });
    let response = await signIn();
    for (let n = 0; n < 12 && response.status !== 429; n += 1) response = await signIn();
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problem(response)).toMatchObject({ code: 'too-many' });
  });

  test('cannot sign up, nor reach anything else of the sign-in library', async () => {
    for (const path of ['sign-up/email', 'update-user', 'delete-user']) {
      expect((await api.send('POST', `/api/auth/${path}`, { json: {} })).status).toBe(404);
    }
  });

  test('is not acted for by another site', async () => {
    const json = { name: 'x', roles: ['reader'] };
    const from = (headers: Record<string, string>) => api.send('POST', '/api/keys', { headers: { cookie, ...headers }, json });
    const elsewhere: Record<string, string>[] = [
      {},
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site', origin: ORIGIN },
    ];
    for (const foreign of elsewhere) {
      const response = await from(foreign);
      expect(response.status).toBe(403);
      expect(await problem(response)).toMatchObject({ code: 'forbidden' });
    }
    expect((await from({ 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    expect((await from({ origin: 'http://localhost' })).status).toBe(201);
  });

  test('makes a key, uses it, and ends it', async () => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const created = await read(
      await api.send('POST', '/api/keys', { headers, json: { name: '抖店推送', roles: ['intake'] } }),
      createdKeySchema,
    );
    const use = () => api.send('GET', '/api/session', { headers: { 'x-api-key': created.key } });
    expect(await (await use()).json()).toMatchObject({ user: { name: '抖店推送', roles: ['intake'] }, permissions: ['documents.push'] });
    const list = await (await api.send('GET', '/api/keys', { headers })).text();
    expect(list).toContain(created.id);
    expect(list).not.toContain(created.key);
    expect((await api.send('DELETE', `/api/keys/${created.id}`, { headers })).status).toBe(204);
    expect((await use()).status).toBe(401);
    expect((await api.send('DELETE', `/api/keys/${created.id}`, { headers })).status).toBe(404);
  });
});

describe('health', () => {
  test('is ready only where every engine answers', async () => {
    expect((await api.send('GET', '/health/live')).status).toBe(200);
    expect((await api.send('GET', '/health/ready')).status).toBe(200);
    const checks = { database: { ok: true }, search: { ok: false, message: 'connection refused' } };
    const ill = await testApi(db, { readiness: async () => ({ ok: false, checks }) }).send('GET', '/health/ready');
    expect(ill.status).toBe(503);
    expect(await ill.json()).toEqual({ ok: false, checks });
  });

  test('has its figures as text', async () => {
    const response = await api.send('GET', '/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await response.text()).toBe('hufu_up 1\n');
  });
});
