import { randomBytes } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Context } from '#src/base/context.ts';
import { type AppError, ConflictError, ForbiddenError } from '#src/base/errors.ts';
import { sha256 } from '#src/base/hashing.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import type { AccessDeps } from './deps.ts';
import type { SetupInput } from './schemas.ts';
import { anyUser, consumeSetup, insertUser, readSetup, type SetupRecord, saveSetup, type UserRow } from './store.ts';

const VALID_MS = 24 * 60 * 60 * 1000;
const TOKEN_BYTES = 32;
/** The first person runs the installation and works with it. */
const FIRST_ROLES = ['admin', 'office'];

/**
 * A new link to the page where the first account is made, valid for 24 hours and once; an earlier one ends.
 * @returns null where accounts exist already
 */
export async function setupLink(ctx: Context, baseUrl: string): Promise<string | null> {
  if (await anyUser(ctx.db)) return null;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const now = ctx.clock.now();
  const record = { hash: sha256(token), expiresAt: new Date(now.getTime() + VALID_MS).toISOString(), usedAt: null };
  await saveSetup(ctx.db, record, now);
  return new URL(`/setup?token=${token}`, baseUrl).href;
}

/** Whether the first account is still to be made. */
export async function isSetupOpen(ctx: Context): Promise<boolean> {
  return !(await anyUser(ctx.db));
}

/** Why this link does not open the set-up; undefined where it does. */
export function setupRefusal(record: SetupRecord | undefined, hash: string, now: Date): AppError | undefined {
  if (record === undefined || record.hash !== hash) {
    return new ForbiddenError('设置链接无效。请使用服务最近一次启动时显示的链接；重新启动服务会生成新的链接。');
  }
  if (record.usedAt !== null) return new ConflictError('此设置链接已被使用，首个账户已经创建。请直接登录。');
  if (new Date(record.expiresAt) <= now) return new ForbiddenError('设置链接已过期（有效期 24 小时）。请重新启动服务以生成新的链接。');
  return undefined;
}

async function assertOpen(ctx: Context, hash: string): Promise<void> {
  const refusal = setupRefusal(await readSetup(ctx.db), hash, ctx.clock.now());
  if (refusal !== undefined) throw refusal;
}

/**
 * Makes the first account with the token of the set-up link. Of several requests with one token exactly one succeeds.
 * @throws ForbiddenError for a wrong or expired token, ConflictError for a used one
 */
export async function completeSetup(deps: AccessDeps, ctx: Context, input: SetupInput): Promise<UserRow> {
  const hash = sha256(input.token);
  // Before the costly password hash, so that a wrong token costs nothing.
  await assertOpen(ctx, hash);
  const password = await hashPassword(input.password);
  const now = ctx.clock.now();
  const stamps = { createdAt: now, updatedAt: now };
  const id = newId('user', ctx.clock);
  const user = { id, name: input.name, email: input.email.toLowerCase(), emailVerified: false, image: null, roles: FIRST_ROLES, ...stamps };
  await inTransaction({ ...ctx, actor: { kind: 'user', id, name: user.name, roles: user.roles } }, async (tx) => {
    if (!(await consumeSetup(tx.db, hash, now))) {
      await assertOpen(tx, hash);
      throw new ConflictError('首次设置刚刚被其他请求完成，请直接登录。');
    }
    if (await anyUser(tx.db)) throw new ConflictError('已存在账户，首次设置已经完成。请直接登录。');
    await insertUser(tx.db, user, {
      id: newId('account', ctx.clock),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password,
      ...stamps,
    });
    await deps.audit(tx, { action: 'user.setup', entityType: 'user', entityId: id, data: { email: user.email, roles: user.roles } });
  });
  return user;
}
