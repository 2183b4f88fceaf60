import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#test/support/postgres.ts';
import { firstAccount, ORIGIN, PASSWORD, type TestApi, testApi } from './support.ts';

const db = testDatabase();
let api: TestApi;
let reader: Record<string, string>;
let office: Record<string, string>;

beforeAll(async () => {
  api = testApi(db);
  reader = await api.key('reader');
  office = await api.key('office');
});

interface Problem {
  readonly [member: string]: unknown;
}

async function problem(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return (await response.json()) as Problem;
}

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
  interface Operation {
    readonly summary?: string;
    readonly responses: Record<string, unknown>;
  }
  let document: { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: object; securitySchemes: object } };
  beforeAll(async () => {
    document = await (await api.send('GET', '/api/openapi.json')).json();
  });

  test('has every path that programs rely on', () => {
    expect(document.openapi).toBe('3.1.0');
    const found = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`));
    expect(found.sort()).toEqual(STABLE);
  });

  test('refers to nothing that it does not define, and explains every operation', () => {
    const text = JSON.stringify(document);
    const wanted = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(wanted.filter((name) => !Object.hasOwn(document.components.schemas, name ?? ''))).toEqual([]);
    expect(wanted).toContain('Alert');
    expect(Object.keys(document.components.securitySchemes)).toEqual(['key', 'session']);
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations.filter(({ summary }) => summary === undefined)).toEqual([]);
  });
});

describe('a refusal', () => {
  test('is a problem document, with everything to find it again', async () => {
    const response = await api.send('GET', '/api/alerts/alert_unknown', { headers: { ...reader, 'x-request-id': 'seen-by-a-test' } });
    expect(response.status).toBe(404);
    expect(await problem(response)).toEqual({
      type: 'urn:hufu:problem:not-found',
      title: 'Not Found',
      status: 404,
      detail: expect.stringContaining('alert_unknown'),
      instance: '/api/alerts/alert_unknown',
      code: 'not-found',
      requestId: 'seen-by-a-test',
    });
  });

  test('names every place that is wrong', async () => {
    const response = await api.send('GET', '/api/alerts?limit=0&level=purple', { headers: reader });
    const { status, code, errors } = await problem(response);
    expect([status, code]).toEqual([400, 'invalid']);
    expect(errors).toEqual([
      { path: 'limit', message: expect.any(String) },
      { path: 'level', message: expect.any(String) },
    ]);
  });

  test.each([
    ['an unknown path under /api', 'GET', '/api/nothing', {}, 404],
    ['an unknown path to post to', 'POST', '/nothing', {}, 404],
    ['a foreign cursor', 'GET', '/api/alerts?cursor=abc', {}, 400],
    ['JSON cut short', 'POST', '/api/cases', { body: '{"title":', headers: { 'content-type': 'application/json' } }, 400],
    ['a form where JSON belongs', 'POST', '/api/cases', { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['a body beyond 1 MiB', 'POST', '/api/cases', { json: { title: 'x'.repeat(1_100_000) } }, 413],
    ['a tag that is none of ours', 'POST', '/api/alerts/a/acknowledge', { headers: { 'if-match': 'W/"x"' } }, 400],
    ['an empty import', 'POST', '/api/registry/imports', {}, 400],
  ])('answers %s', async (_what, method, path, options: { headers?: Record<string, string> }, status) => {
    const response = await api.send(method, path, { ...options, headers: { ...office, ...options.headers } });
    expect(response.status).toBe(status);
    expect((await problem(response))['status']).toBe(status);
  });

  test('says where in a search the mistake is', async () => {
    const response = await api.send('GET', `/api/documents?q=${encodeURIComponent('山西精品 AND (')}`, { headers: reader });
    expect(response.status).toBe(400);
    expect(await problem(response)).toMatchObject({ code: expect.any(String), offset: expect.any(Number) });
  });

  test('of our own making tells nothing but its id', async () => {
    const present = async () => {
      throw new Error('password of the database: hunter2');
    };
    const broken = testApi(db, { sample: { present, remove: async () => ({ documents: 0, alerts: 0, cases: 0 }) } });
    const response = await broken.send('GET', '/api/session');
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain('hunter2');
    expect(JSON.parse(text)).toMatchObject({ code: 'internal', requestId: response.headers.get('x-request-id') });
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
    const signIn = () => api.send('POST', '/api/auth/sign-in/email', { json: { email: 'x@example.cn', password: 'wrong password' } });
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
    for (const foreign of [{}, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site', origin: ORIGIN }]) {
      const response = await from(foreign);
      expect(response.status).toBe(403);
      expect(await problem(response)).toMatchObject({ code: 'forbidden' });
    }
    expect((await from({ 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    expect((await from({ origin: 'http://localhost' })).status).toBe(201);
  });

  test('makes a key, uses it, and ends it', async () => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const created = await (await api.send('POST', '/api/keys', { headers, json: { name: '抖店推送', roles: ['intake'] } })).json();
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
