import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#test/support/postgres.ts';
import { problem, type SendOptions, type TestApi, testApi } from './support.ts';

const db = testDatabase();
let api: TestApi;
let reader: Record<string, string>;
let office: Record<string, string>;

beforeAll(async () => {
  api = testApi(db);
  reader = await api.key('reader');
  office = await api.key('office');
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

  test.each<[string, string, SendOptions, number]>([
    ['an unknown path under /api', 'GET /api/nothing', {}, 404],
    ['an unknown path to post to', 'POST /nothing', {}, 404],
    ['a foreign cursor', 'GET /api/alerts?cursor=abc', {}, 400],
    ['JSON cut short', 'POST /api/cases', { body: '{"title":', headers: { 'content-type': 'application/json' } }, 400],
    [
      'a form where JSON belongs',
      'POST /api/cases',
      { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
    ],
    ['a body beyond 1 MiB', 'POST /api/cases', { json: { title: 'x'.repeat(1_100_000) } }, 413],
    ['a tag that is none of ours', 'POST /api/alerts/a/acknowledge', { headers: { 'if-match': 'W/"x"' } }, 400],
    ['an empty import', 'POST /api/registry/imports', {}, 400],
  ])('answers %s', async (_what, request, options, status) => {
    const [method = '', path = ''] = request.split(' ');
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
