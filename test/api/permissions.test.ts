import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { permissions } from '#src/access/index.ts';
import { testDatabase } from '#test/support/postgres.ts';
import { type TestApi, testApi } from './support.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly permission: string;
}

const db = testDatabase();
let api: TestApi;
let operations: Operation[];

beforeAll(async () => {
  api = testApi(db);
  const document = (await (await api.send('GET', '/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { 'x-permission'?: string }>>;
  };
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, 'unknown'),
      permission: operation['x-permission'] ?? 'none',
    })),
  );
});

beforeEach(() => db.clock.advance(60_000));

const label = ({ method, path }: Operation) => `${method} ${path}`;

async function statuses(chosen: readonly Operation[], headers: Record<string, string>): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const operation of chosen) {
    const { status } = await api.send(operation.method, operation.path, { headers });
    found[label(operation)] = status;
  }
  return found;
}

function all(chosen: readonly Operation[], status: number): Record<string, number> {
  return Object.fromEntries(chosen.map((operation) => [label(operation), status]));
}

describe('every route', () => {
  test('names a permission that exists, or says that it is public', () => {
    const known: readonly string[] = [...permissions, 'public'];
    expect(operations.filter(({ permission }) => !known.includes(permission))).toEqual([]);
  });

  test('is public only where it is meant to be', () => {
    expect(operations.filter(({ permission }) => permission === 'public').map(label)).toEqual([
      'GET /api/registry/check',
      'GET /api/session',
      'GET /api/setup',
      'POST /api/setup',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
    ]);
  });

  test('that is not public asks nobody in particular to sign in', async () => {
    const guarded = operations.filter(({ permission }) => permission !== 'public');
    expect(await statuses(guarded, {})).toEqual(all(guarded, 401));
  });

  test('that changes something refuses a reader', async () => {
    const changing = operations.filter(({ method, permission }) => method !== 'GET' && permission !== 'public');
    expect(changing.length).toBeGreaterThan(10);
    expect(await statuses(changing, await api.key('reader'))).toEqual(all(changing, 403));
  });

  test('refuses intake, except for the push', async () => {
    const others = operations.filter(({ permission }) => permission !== 'public' && permission !== 'documents.push');
    expect(await statuses(others, await api.key('intake'))).toEqual(all(others, 403));
    expect((await api.send('POST', '/api/documents', { headers: await api.key('intake'), body: '{' })).status).toBe(400);
  });

  test('lets in who has its permission', async () => {
    const headers = await api.key('admin', 'office');
    const reading = operations.filter(
      ({ method, path }) => method === 'GET' && !path.includes('unknown') && path !== '/api/registry/check',
    );
    expect(await statuses(reading, headers)).toEqual(all(reading, 200));
  });

  test('refuses a key that is not valid, public or not', async () => {
    const headers = { 'x-api-key': 'hufu_forged' };
    for (const path of ['/api/alerts', '/api/session']) expect((await api.send('GET', path, { headers })).status).toBe(401);
  });
});
