import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Access, readOrCreateSecret } from '#src/access/index.ts';
import { StartError, UnauthenticatedError } from '#src/base/errors.ts';
import { testDatabase } from '#test/support/postgres.ts';
import { person } from './person.ts';
import { openTestAccess } from './support.ts';

const db = testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'hufu-access-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let access: Access;
beforeAll(() => {
  access = openTestAccess(db);
});
beforeEach(async () => {
  await db.database.pool.query('truncate api_keys, audit_log');
});

const administrator = person('admin', 'office');
const withKey = (key: string) => access.actorOf(new Headers({ 'x-api-key': key }));

describe('a key', () => {
  test('lets its program in with its roles, until it is removed', async () => {
    const ctx = db.ctx(administrator);
    const { key, id } = await access.createKey(ctx, { name: '抖店推送', roles: ['intake'] });
    expect(key).toMatch(/^hufu_[\w-]{43}$/);
    expect(await withKey(key)).toEqual({ kind: 'key', id, name: '抖店推送', roles: ['intake'] });
    await access.removeKey(ctx, id);
    await expect(withKey(key)).rejects.toThrow(UnauthenticatedError);
    await expect(access.removeKey(ctx, id)).rejects.toThrow(/no key/);
  });

  test('is kept as a hash only, and never listed', async () => {
    const { key } = await access.createKey(db.ctx(administrator), { name: 'a', roles: ['reader'] });
    const { rows } = await db.database.pool.query('select api_keys::text as row from api_keys');
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(JSON.stringify(await access.listKeys(db.ctx()))).not.toContain(key);
  });

  test('ends at its expiry', async () => {
    const expiresAt = new Date(db.clock.now().getTime() + 60_000).toISOString();
    const { key } = await access.createKey(db.ctx(administrator), { name: 'a', roles: ['reader'], expiresAt });
    expect(await withKey(key)).toMatchObject({ kind: 'key' });
    db.clock.advance(60_000);
    await expect(withKey(key)).rejects.toThrow(UnauthenticatedError);
    await expect(access.createKey(db.ctx(administrator), { name: 'b', roles: ['reader'], expiresAt })).rejects.toThrow(/past/);
  });

  test('notes its use to the minute', async () => {
    const { key } = await access.createKey(db.ctx(administrator), { name: 'a', roles: ['reader'] });
    const lastUsed = async () => (await access.listKeys(db.ctx()))[0]?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await withKey(key);
    const first = db.clock.now().toISOString();
    db.clock.advance(59_000);
    await withKey(key);
    expect(await lastUsed()).toBe(first);
    db.clock.advance(2_000);
    await withKey(key);
    expect(await lastUsed()).toBe(db.clock.now().toISOString());
  });

  test('cannot be given more than its maker may do', async () => {
    await expect(access.createKey(db.ctx(person('admin')), { name: 'a', roles: ['office'] })).rejects.toThrow(/cases\.write/);
    await expect(access.createKey(db.ctx(administrator), { name: 'a', roles: ['root'] })).rejects.toThrow(/no role root/);
    expect(await access.listKeys(db.ctx())).toEqual([]);
  });

  test('leaves its making and removal in the audit log', async () => {
    const { id } = await access.createKey(db.ctx(administrator), { name: 'a', roles: ['reader'] });
    await access.removeKey(db.ctx(administrator), id);
    const { rows } = await db.database.pool.query('select action, entity_id from audit_log order by seq');
    expect(rows).toEqual([
      { action: 'key.create', entity_id: id },
      { action: 'key.remove', entity_id: id },
    ]);
  });
});

describe('the key of the command line', () => {
  const file = join(folder, 'data', 'cli.key');

  test('is made once, readable by its owner only, with the role reader', async () => {
    await access.ensureLocalKey(db.ctx(), file);
    const key = readFileSync(file, 'utf8').trim();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await withKey(key)).toMatchObject({ name: 'command line', roles: ['reader'] });
    await access.ensureLocalKey(db.ctx(), file);
    expect(readFileSync(file, 'utf8').trim()).toBe(key);
  });

  test.each([
    ['lost', () => rmSync(file, { force: true })],
    ['spoilt', () => writeFileSync(file, 'hufu_nonsense\n')],
  ])('is replaced where the file is %s, and the old one ends', async (_what, spoil) => {
    await access.ensureLocalKey(db.ctx(), file);
    const old = readFileSync(file, 'utf8').trim();
    spoil();
    await access.ensureLocalKey(db.ctx(), file);
    const fresh = readFileSync(file, 'utf8').trim();
    expect(fresh).not.toBe(old);
    expect(await withKey(fresh)).toMatchObject({ kind: 'key' });
    await expect(withKey(old)).rejects.toThrow(UnauthenticatedError);
    expect(await access.listKeys(db.ctx())).toHaveLength(1);
  });
});

describe('the secret', () => {
  test('is made once and stays', () => {
    const file = join(folder, 'auth.secret');
    const secret = readOrCreateSecret(file);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readOrCreateSecret(file)).toBe(secret);
  });

  test('is not replaced silently where the file was spoilt', () => {
    const file = join(folder, 'spoilt.secret');
    writeFileSync(file, '');
    expect(() => readOrCreateSecret(file)).toThrow(StartError);
  });
});
