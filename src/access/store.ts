import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { meta } from '#src/db/tables.ts';
import { accounts, apiKeys, users } from './tables.ts';

export type UserRow = typeof users.$inferSelect;
export type KeyRow = typeof apiKeys.$inferSelect;

/** The one set-up link that is valid, as a hash; `usedAt` once the first account was made with it. */
export interface SetupRecord {
  readonly hash: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

const SETUP = 'access.setup';

export async function anyUser(db: Db): Promise<boolean> {
  const found = await db.select({ id: users.id }).from(users).limit(1);
  return found.length > 0;
}

export async function userById(db: Db, id: string): Promise<UserRow | undefined> {
  const [row] = await db.select().from(users).where(eq(users.id, id));
  return row;
}

export async function insertUser(db: Db, user: UserRow, account: typeof accounts.$inferInsert): Promise<void> {
  await db.insert(users).values(user);
  await db.insert(accounts).values(account);
}

/** Makes this the only valid set-up link. */
export async function saveSetup(db: Db, record: SetupRecord, now: Date): Promise<void> {
  await db
    .insert(meta)
    .values({ key: SETUP, value: record, updatedAt: now })
    .onConflictDoUpdate({ target: meta.key, set: { value: record, updatedAt: now } });
}

export async function readSetup(db: Db): Promise<SetupRecord | undefined> {
  const [row] = await db.select({ value: meta.value }).from(meta).where(eq(meta.key, SETUP));
  return row?.value as SetupRecord | undefined;
}

/** Marks the link as used where it is the valid one. Of two at the same time only one gets true: the other waits for its row and finds it used. */
export async function consumeSetup(db: Db, hash: string, now: Date): Promise<boolean> {
  const used = await db
    .update(meta)
    .set({ value: sql`${meta.value} || jsonb_build_object('usedAt', ${now.toISOString()}::text)`, updatedAt: now })
    .where(
      and(
        eq(meta.key, SETUP),
        sql`${meta.value} ->> 'hash' = ${hash}`,
        sql`${meta.value} ->> 'usedAt' is null`,
        sql`(${meta.value} ->> 'expiresAt')::timestamptz > ${now.toISOString()}::timestamptz`,
      ),
    )
    .returning({ key: meta.key });
  return used.length > 0;
}

export async function insertKey(db: Db, row: KeyRow): Promise<void> {
  await db.insert(apiKeys).values(row);
}

export async function listKeyRows(db: Db): Promise<KeyRow[]> {
  return db.select().from(apiKeys).orderBy(asc(apiKeys.createdAt), asc(apiKeys.id));
}

export async function keyByHash(db: Db, hash: string): Promise<KeyRow | undefined> {
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.hash, hash));
  return row;
}

/** @returns the removed row; undefined where there is none (any more) */
export async function deleteKey(db: Db, id: string): Promise<KeyRow | undefined> {
  const [row] = await db.delete(apiKeys).where(eq(apiKeys.id, id)).returning();
  return row;
}

export async function deleteKeysOf(db: Db, createdBy: string, name: string): Promise<KeyRow[]> {
  return db
    .delete(apiKeys)
    .where(and(eq(apiKeys.createdBy, createdBy), eq(apiKeys.name, name)))
    .returning();
}

export async function touchKey(db: Db, id: string, now: Date, before: Date): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, before))));
}
