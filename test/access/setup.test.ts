import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Access } from '#src/access/index.ts';
import { ConflictError, ForbiddenError } from '#src/base/errors.ts';
import { testDatabase } from '#test/support/postgres.ts';
import { BASE_URL, cookieOf, openTestAccess, PASSWORD, setupToken } from './support.ts';

const db = testDatabase();
const DAY = 24 * 60 * 60 * 1000;
let access: Access;

async function startAnew(): Promise<void> {
  await db.database.pool.query('truncate users, sessions, accounts, meta, audit_log cascade');
  access = openTestAccess(db);
}

function account(token: string, email = 'Li.Na@example.cn') {
  return { token, name: '李娜', email, password: PASSWORD };
}

describe('the set-up link', () => {
  beforeEach(startAnew);

  test('makes the first account, who administers and works, and signs it in', async () => {
    const token = await setupToken(access, db);
    const cookies = await access.completeSetup(db.ctx(), account(token));
    const actor = await access.actorOf(new Headers({ cookie: cookieOf(cookies) }));
    expect(actor).toMatchObject({ kind: 'user', name: '李娜', roles: ['admin', 'office'] });
    expect(await access.isSetupOpen(db.ctx())).toBe(false);
    expect(await access.setupLink(db.ctx(), BASE_URL)).toBeNull();
  });

  test('has one winner where several use it at once', async () => {
    const token = await setupToken(access, db);
    const tries = [1, 2, 3, 4].map((n) => access.completeSetup(db.ctx(), account(token, `user${n}@example.cn`)));
    const results = await Promise.allSettled(tries);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ConflictError);
    const { rows } = await db.database.pool.query('select email from users');
    expect(rows).toHaveLength(1);
  });

  test('is used up by its first use', async () => {
    const token = await setupToken(access, db);
    await access.completeSetup(db.ctx(), account(token));
    await expect(access.completeSetup(db.ctx(), account(token, 'b@example.cn'))).rejects.toThrow(ConflictError);
  });

  test('ends after a day', async () => {
    const token = await setupToken(access, db);
    const late = { ...db.ctx(), clock: { now: () => new Date(db.clock.now().getTime() + DAY) } };
    await expect(access.completeSetup(late, account(token))).rejects.toThrow(/已过期/);
    expect(await access.isSetupOpen(db.ctx())).toBe(true);
  });

  test('is replaced by a restart before it was used', async () => {
    const first = await setupToken(access, db);
    const second = await setupToken(access, db);
    await expect(access.completeSetup(db.ctx(), account(first))).rejects.toThrow(ForbiddenError);
    await expect(access.completeSetup(db.ctx(), account(second))).resolves.toHaveLength(1);
  });

  test('is not kept in the clear', async () => {
    const token = await setupToken(access, db);
    const { rows } = await db.database.pool.query('select value::text from meta');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('leaves the set-up and the sign-in in the audit log', async () => {
    await access.completeSetup(db.ctx(), account(await setupToken(access, db)));
    const { rows } = await db.database.pool.query<{ action: string; name: string }>(
      `select action, actor ->> 'name' as name from audit_log order by seq`,
    );
    expect(rows).toEqual([
      { action: 'user.setup', name: '李娜' },
      { action: 'user.sign-in', name: '李娜' },
    ]);
  });
});

describe('signing in', () => {
  const url = `${BASE_URL}/api/auth`;
  const json = { 'content-type': 'application/json' };
  const signIn = (email: string, password: string, client = '192.0.2.1') =>
    access.handler(
      new Request(`${url}/sign-in/email`, { method: 'POST', headers: json, body: JSON.stringify({ email, password }) }),
      client,
    );

  beforeAll(async () => {
    await startAnew();
    await access.completeSetup(db.ctx(), account(await setupToken(access, db)));
  });

  test('works with the right password, and the cookie is out of reach of scripts and other sites', async () => {
    const response = await signIn('li.na@example.cn', PASSWORD);
    expect(response.status).toBe(200);
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^hufu\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(await access.actorOf(new Headers({ cookie: cookieOf([cookie]) }))).toMatchObject({ name: '李娜' });
  });

  test('does not tell an unknown address from a wrong password', async () => {
    const [unknown, wrong] = [await signIn('nobody@example.cn', PASSWORD), await signIn('li.na@example.cn', 'wrong password')];
    expect([unknown.status, wrong.status]).toEqual([401, 401]);
    expect(await unknown.text()).toBe(await wrong.text());
  });

  test('is limited to ten tries a minute for one address, whatever the client writes into its headers', async () => {
    db.clock.advance(60_000);
    for (let n = 0; n < 10; n += 1) expect((await signIn('no address', 'x')).status).toBe(400);
    expect((await signIn('no address', 'x')).status).toBe(429);
    expect((await signIn('no address', 'x', '192.0.2.2')).status).toBe(400);
    db.clock.advance(60_000);
    expect((await signIn('no address', 'x')).status).toBe(400);
  });

  test('ends with signing out', async () => {
    const cookie = cookieOf((await signIn('li.na@example.cn', PASSWORD)).headers.getSetCookie());
    const out = await access.handler(new Request(`${url}/sign-out`, { method: 'POST', headers: { ...json, cookie }, body: '{}' }));
    expect(out.status).toBe(200);
    expect(await access.actorOf(new Headers({ cookie }))).toBeNull();
  });

  test('cannot be had by signing up', async () => {
    const body = JSON.stringify({ name: 'x', email: 'x@example.cn', password: PASSWORD });
    const request = new Request(`${url}/sign-up/email`, { method: 'POST', headers: json, body });
    await expect(access.handler(request)).rejects.toThrow(/There is no POST/);
  });

  test('takes no forged cookie', async () => {
    const cookie = cookieOf((await signIn('li.na@example.cn', PASSWORD)).headers.getSetCookie());
    expect(
      await access.actorOf(new Headers({ cookie: cookie.replace(/=(.)/, (_all, first) => `=${first === 'A' ? 'B' : 'A'}`) })),
    ).toBeNull();
  });
});
