import { randomBytes } from 'node:crypto';
import type { Context, Db } from '#src/base/context.ts';
import { ForbiddenError, InvalidError, NotFoundError } from '#src/base/errors.ts';
import { sha256 } from '#src/base/hashing.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import type { AccessDeps } from './deps.ts';
import { permissionsOf, permissionsOfRoles, type RoleTable } from './roles.ts';
import type { CreatedKey, CreateKeyInput, KeyView } from './schemas.ts';
import { deleteKey, insertKey, type KeyRow, keyByHash, listKeyRows, touchKey } from './store.ts';

const PREFIX = 'hufu_';
const KEY_BYTES = 32;
const HINT_LENGTH = 10;
const TOUCH_EVERY_MS = 60_000;

function toView(row: KeyRow): KeyView {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    roles: row.roles,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

function checkRoles(table: RoleTable, ctx: Context, roles: readonly string[]): void {
  const unknown = roles.filter((role) => !Object.hasOwn(table.roles, role));
  if (unknown.length > 0) {
    throw new InvalidError(`There is no role ${unknown.join(', ')}. Roles are: ${Object.keys(table.roles).join(', ')}.`);
  }
  const own = permissionsOf(table, ctx.actor);
  const more = [...permissionsOfRoles(table, roles)].filter((permission) => !own.has(permission));
  if (more.length > 0)
    throw new ForbiddenError(`You cannot give a key more than you may do yourself; you lack: ${more.join(', ')}.`, { permissions: more });
}

/**
 * Makes a key for a program. Nobody can give a key more than they may do themselves.
 * @throws InvalidError for an unknown role or an expiry in the past, ForbiddenError for a role beyond the actor's own
 */
export async function createKey(deps: AccessDeps, ctx: Context, input: CreateKeyInput): Promise<CreatedKey> {
  checkRoles(deps.roles, ctx, input.roles);
  const now = ctx.clock.now();
  const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt);
  if (expiresAt !== null && expiresAt <= now)
    throw new InvalidError('expiresAt lies in the past; leave it out for a key that does not expire.');
  const key = PREFIX + randomBytes(KEY_BYTES).toString('base64url');
  const row: KeyRow = {
    id: newId('key', ctx.clock),
    name: input.name,
    hash: sha256(key),
    hint: key.slice(0, HINT_LENGTH),
    roles: [...new Set(input.roles)],
    createdBy: ctx.actor.id,
    createdAt: now,
    expiresAt,
    lastUsedAt: null,
  };
  await inTransaction(ctx, async (tx) => {
    await insertKey(tx.db, row);
    const data = { name: row.name, roles: row.roles, expiresAt: expiresAt?.toISOString() ?? null };
    await deps.audit(tx, { action: 'key.create', entityType: 'key', entityId: row.id, data });
  });
  return { ...toView(row), key };
}

export async function listKeys(ctx: Context): Promise<KeyView[]> {
  return (await listKeyRows(ctx.db)).map(toView);
}

/** Ends a key at once. @throws NotFoundError where there is none with this id */
export async function removeKey(deps: AccessDeps, ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const removed = await deleteKey(tx.db, id);
    if (removed === undefined) throw new NotFoundError(`There is no key ${id}; it may have been removed already.`);
    await deps.audit(tx, { action: 'key.remove', entityType: 'key', entityId: id, data: { name: removed.name, roles: removed.roles } });
  });
}

/** The row of a key that is valid now, with its use noted. */
export async function findKey(db: Db, key: string, now: Date): Promise<KeyRow | undefined> {
  if (!key.startsWith(PREFIX)) return undefined;
  const row = await keyByHash(db, sha256(key));
  if (row === undefined || (row.expiresAt !== null && row.expiresAt <= now)) return undefined;
  const before = new Date(now.getTime() - TOUCH_EVERY_MS);
  if (row.lastUsedAt === null || row.lastUsedAt < before) await touchKey(db, row.id, now, before);
  return row;
}
