import { expect } from 'vitest';
import { z } from 'zod';
import { type Access, openAccess } from '#src/access/index.ts';
import { createApi } from '#src/api/app.ts';
import type { ApiApp, ApiDeps } from '#src/api/context.ts';
import { recordAudit } from '#src/audit/index.ts';
import type { Clock } from '#src/base/clock.ts';
import { parseConfig } from '#src/config/index.ts';
import { loadLangTables } from '#src/lang/tables.ts';
import { createCurrentRegistry } from '#src/registry/index.ts';
import { openPostgresSearch } from '#src/search/index.ts';
import type { TestDatabase } from '#test/support/postgres.ts';

export const ORIGIN = 'http://127.0.0.1:8642';
export const PASSWORD = 'correct horse battery';

export interface TestApi {
  readonly app: ApiApp;
  readonly access: Access;
  /** A key with these roles, as headers. */
  key(...roles: string[]): Promise<Record<string, string>>;
  /** Sends JSON (or a body as it is), as the holder of these headers. */
  send(method: string, path: string, options?: SendOptions): Promise<Response>;
}

export interface SendOptions {
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
}

/** Everything real, except that no process, worker or page stands around it. */
export function testApi(test: TestDatabase, changes: Partial<ApiDeps> = {}, clock: Clock = test.clock): TestApi {
  const { log, region } = test.ctx();
  const config = parseConfig({ HUFU_REGION: region });
  const { database } = test;
  const secret = 'a-secret-of-the-tests-only-0123456789abcdef';
  const access = openAccess({ database, clock, log, secret, baseUrl: ORIGIN, region, audit: recordAudit });
  const app = createApi({
    config,
    db: database.db,
    clock,
    log,
    search: openPostgresSearch(database.db),
    registry: createCurrentRegistry(loadLangTables()),
    access,
    sample: { present: async () => false, remove: async () => ({ documents: 0, alerts: 0, cases: 0 }) },
    readiness: async () => ({ ok: true, checks: {} }),
    metricsText: async () => 'hufu_up 1\n',
    ...changes,
  });
  return {
    app,
    access,
    key: async (...roles) => ({ 'x-api-key': (await access.createKey(test.ctx(), { name: roles.join(' '), roles })).key }),
    send: async (method, path, { headers = {}, json, body } = {}) =>
      app.request(path, {
        method,
        headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(body === undefined ? {} : { body, duplex: 'half' }),
      }),
  };
}

/** The body of an answer, which must have this shape. */
export async function read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(await response.json());
}

/** The problem document that a refusal must be. */
export async function problem(response: Response): Promise<Readonly<Record<string, unknown>>> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return read(response, z.record(z.string(), z.unknown()));
}

/** Makes the first account. @returns its cookie */
export async function firstAccount(api: TestApi, test: TestDatabase): Promise<string> {
  const link = new URL((await api.access.setupLink(test.ctx(), ORIGIN)) ?? 'about:blank');
  const account = { token: link.searchParams.get('token') ?? '', name: '李娜', email: 'li.na@example.cn', password: PASSWORD };
  const response = await api.send('POST', '/api/setup', { json: account });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
