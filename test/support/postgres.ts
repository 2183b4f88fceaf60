import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, inject } from 'vitest';
import { type VirtualClock, virtualClock } from '#src/base/clock.ts';
import { type Actor, type Context, type Db, systemActor } from '#src/base/context.ts';
import { type Database, ensureDatabase, openDatabase } from '#src/db/index.ts';

export interface TestDatabase {
  readonly database: Database;
  readonly db: Db;
  /** Stands still at 2026-03-02 10:00 in Shanghai until a test moves it. */
  readonly clock: VirtualClock;
  /** What a verb needs; the actor is the system unless one is given. */
  ctx(actor?: Actor): Context;
}

const START = '2026-03-02T02:00:00.000Z';
const REGION = '530000';
const PATIENCE_MS = 2_000;

async function asAdministrator<T>(work: (admin: Database) => Promise<T>): Promise<T> {
  const admin = openDatabase(inject('postgresUrl'), 1);
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
}

async function connectionsTo(admin: Database, name: string): Promise<string[]> {
  const { rows } = await admin.pool.query<{ query: string }>(
    `select query from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
    [name],
  );
  return rows.map((row) => row.query);
}

/** Waits until all connections to the database are gone. @returns the last statement of each one that stays */
async function leaks(admin: Database, name: string): Promise<string[]> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    if ((await connectionsTo(admin, name)).length === 0) return [];
    await sleep(50);
  }
  return connectionsTo(admin, name);
}

async function discard(database: Database, name: string): Promise<void> {
  const inUse = database.pool.totalCount - database.pool.idleCount;
  // A pool with a client that was never given back would wait for it for ever.
  if (inUse === 0) await database.close();
  await asAdministrator(async (admin) => {
    const left = inUse === 0 ? await leaks(admin, name) : await connectionsTo(admin, name);
    await admin.pool.query(`drop database "${name}" with (force)`);
    if (left.length === 0) return;
    throw new Error(`This test file left ${left.length} database connection(s) open; their last statements: ${left.join(' | ')}`);
  });
}

/**
 * A database of its own for the calling test file, copied from the migrated template. Call it once, at the top of the file;
 * the members can be read from the first `beforeAll` on. A connection left open at the end fails the file.
 */
export function testDatabase(): TestDatabase {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const clock = virtualClock(START);
  const log = pino({ level: 'silent' });
  let opened: Database | undefined;
  const database = (): Database => {
    if (opened === undefined) throw new Error('The test database exists from beforeAll on: read it inside tests and hooks.');
    return opened;
  };
  beforeAll(async () => {
    opened = openDatabase(await ensureDatabase(inject('postgresUrl'), name, inject('postgresTemplate')), 8);
  });
  afterAll(async () => {
    if (opened !== undefined) await discard(opened, name);
  });
  return {
    get database() {
      return database();
    },
    get db() {
      return database().db;
    },
    clock,
    ctx: (actor = systemActor('test')) => ({ actor, region: REGION, db: database().db, clock, log }),
  };
}
