import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { authorise, loadRoles, permissions, permissionsOf, permissionsOfRoles } from '#src/access/roles.ts';
import { systemActor } from '#src/base/context.ts';
import { ForbiddenError, StartError, UnauthenticatedError } from '#src/base/errors.ts';
import { person } from './person.ts';

const table = loadRoles();
const of = (...roles: string[]) => permissionsOfRoles(table, roles);

describe('the table of roles', () => {
  test('leaves no permission that nobody has', () => {
    expect(permissions.filter((permission) => !of(...Object.keys(table.roles)).has(permission))).toEqual([]);
  });

  test('gives a reader nothing but reading, and no keys', () => {
    expect([...of('reader')].filter((permission) => !permission.endsWith('.read'))).toEqual([]);
    expect(of('reader').has('keys.read')).toBe(false);
  });

  test('keeps content from the administrator and accounts from the office', () => {
    for (const content of ['alerts.read', 'cases.read', 'cases.write', 'documents.read'] as const)
      expect(of('admin').has(content)).toBe(false);
    for (const account of ['keys.read', 'keys.write'] as const) expect(of('office').has(account)).toBe(false);
  });

  test('lets intake push and do nothing else', () => {
    expect([...of('intake')]).toEqual(['documents.push']);
  });

  test('unites the roles of one person', () => {
    const both = permissionsOf(table, person('admin', 'office'));
    expect(both.has('keys.write') && both.has('cases.write')).toBe(true);
  });

  test.each(['__proto__', 'constructor', 'unknown'])('gives the role %s nothing', (role) => {
    expect(of(role).size).toBe(0);
  });
});

describe('authorise', () => {
  test('asks nobody to sign in, and refuses who may not', () => {
    expect(() => authorise(table, null, 'alerts.read')).toThrow(UnauthenticatedError);
    expect(() => authorise(table, person('reader'), 'alerts.write')).toThrow(ForbiddenError);
    expect(authorise(table, person('reader'), 'alerts.read')).toEqual(person('reader'));
    expect(() => authorise(table, systemActor('start'), 'keys.write')).not.toThrow();
  });
});

describe('a file of roles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hufu-roles-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['an unknown permission', 'version: 1\nsource: x\nroles: {a: {name: A, permissions: [alerts.burn]}}'],
    ['an unknown member', 'version: 1\nsource: x\nrole: {}\nroles: {}'],
    ['no YAML', ': ['],
  ])('with %s stops the start', (_what, text) => {
    const file = join(folder, 'roles.yaml');
    writeFileSync(file, text);
    expect(() => loadRoles(file)).toThrow(StartError);
  });
});
