import { type Access, openAccess } from '#src/access/index.ts';
import { recordAudit } from '#src/audit/index.ts';
import type { TestDatabase } from '#test/support/postgres.ts';

export const BASE_URL = 'http://127.0.0.1:8642';
export const PASSWORD = 'correct horse battery';

export function openTestAccess(test: TestDatabase): Access {
  const ctx = test.ctx();
  return openAccess({
    database: test.database,
    clock: test.clock,
    log: ctx.log,
    secret: 'a-secret-of-the-tests-only-0123456789abcdef',
    baseUrl: BASE_URL,
    region: ctx.region,
    audit: recordAudit,
  });
}

/** The token of a fresh set-up link. */
export async function setupToken(access: Access, test: TestDatabase): Promise<string> {
  const link = await access.setupLink(test.ctx(), BASE_URL);
  return new URL(link ?? 'about:blank').searchParams.get('token') ?? '';
}

/** What a browser would send back. */
export function cookieOf(setCookies: readonly string[]): string {
  return setCookies.map((cookie) => cookie.split(';')[0]).join('; ');
}
