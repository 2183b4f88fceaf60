import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { StartError } from '#src/base/errors.ts';
import {
  drainOutbox,
  type EmbeddedPostgres,
  ensureDatabase,
  inTransaction,
  migrateDatabase,
  openDatabase,
  outboxDepth,
  pruneOutbox,
  startEmbeddedPostgres,
  type WaitingRow,
  writeOutbox,
} from '#src/db/index.ts';
import { openPostgresQueue, type QueueBackend, relayOnce, startRelay } from '#src/queue/index.ts';
import { testDatabase } from '#test/support/postgres.ts';

async function one(url: string, statement: string): Promise<unknown> {
  const database = openDatabase(url, 1);
  try {
    const { rows } = await database.pool.query<Record<string, unknown>>(statement);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await database.close();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the embedded server', () => {
  let folder = '';
  const servers: EmbeddedPostgres[] = [];
  const start = async () => {
    const server = await startEmbeddedPostgres(folder);
    servers.push(server);
    return server;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hufu-db-'));
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('answers after start, keeps its data over a stop, and stops once however often it is told to', async () => {
    const first = await start();
    await one(first.url, 'create table kept as select 7 as n');
    await Promise.all([first.stop(), first.stop()]);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(await one(second.url, 'select n from kept')).toBe(7);
  });

  test('a server left behind by a killed process is stopped before the next one starts', async () => {
    const orphan = await start();
    await one(orphan.url, 'create table orphaned as select 8 as n');
    const next = await start();
    expect(isAlive(orphan.pid)).toBe(false);
    expect(await one(next.url, 'select n from orphaned')).toBe(8);
  });

  test('what was committed survives a kill of the server', async () => {
    const killed = await start();
    await one(killed.url, 'create table survived as select 9 as n');
    process.kill(killed.pid, 'SIGKILL');
    await killed.stop();
    const next = await start();
    expect(await one(next.url, 'select n from survived')).toBe(9);
  });

  test('accepts nobody without the password', async () => {
    const server = await start();
    const url = new URL(server.url);
    url.password = 'wrong';
    await expect(ensureDatabase(url.href, 'hufu')).rejects.toThrow(StartError);
  });

  test('a damaged folder is refused in one sentence', async () => {
    const server = await start();
    await server.stop();
    const version = join(folder, 'cluster', 'PG_VERSION');
    writeFileSync(version, '12\n');
    await expect(start()).rejects.toThrow(StartError);
    writeFileSync(version, '18\n');
  });
});

describe('databases and their tables', () => {
  const t = testDatabase();

  test('migrating again, and by several at once, changes nothing', async () => {
    const tables = `select count(*)::int from information_schema.tables where table_schema = 'public'`;
    const before = await one(t.database.url, tables);
    await Promise.all([migrateDatabase(t.database), migrateDatabase(t.database), migrateDatabase(t.database)]);
    expect(await one(t.database.url, tables)).toBe(before);
    expect(before).toBeGreaterThan(10);
  });

  test('a database is made once', async () => {
    const url = await ensureDatabase(inject('postgresUrl'), 'made_once');
    expect(await ensureDatabase(inject('postgresUrl'), 'made_once')).toBe(url);
    expect(await one(url, 'select current_database()')).toBe('made_once');
    await one(inject('postgresUrl'), 'drop database made_once');
  });
});

describe('the outbox', () => {
  const t = testDatabase();
  const row = (id: string) => ({ jobId: id, job: 'source.page', payload: { pageId: id } });
  const write = (...ids: string[]) => writeOutbox(t.db, ids.map(row), t.clock.now());
  const drain = (limit: number, into: string[]) =>
    drainOutbox(t.db, limit, t.clock.now(), async (rows) => {
      into.push(...rows.map((waiting) => waiting.jobId));
    });
  beforeEach(async () => {
    await t.db.execute(sql`truncate outbox`);
  });

  test('hands every row over once, in the order of writing', async () => {
    await write('a', 'b');
    await write('c');
    const handed: string[] = [];
    expect([await drain(2, handed), await drain(2, handed), await drain(2, handed)]).toEqual([2, 1, 0]);
    expect(handed).toEqual(['a', 'b', 'c']);
    expect(await outboxDepth(t.db)).toBe(0);
  });

  test('keeps priority, time and payload', async () => {
    const runAt = new Date('2026-03-02T03:00:00Z');
    await writeOutbox(t.db, [{ ...row('a'), priority: 2, runAt }], t.clock.now());
    const seen: WaitingRow[] = [];
    await drainOutbox(t.db, 10, t.clock.now(), async (rows) => {
      seen.push(...rows);
    });
    expect(seen).toMatchObject([{ jobId: 'a', job: 'source.page', payload: { pageId: 'a' }, priority: 2, runAt }]);
  });

  test('holds nothing of a change that was undone', async () => {
    const undone = inTransaction(t.ctx(), async (tx) => {
      await writeOutbox(tx.db, [row('a')], t.clock.now());
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(await outboxDepth(t.db)).toBe(0);
  });

  test('several who drain at once hand every row over once', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `j${index}`);
    await write(...ids);
    const handed: string[] = [];
    const worker = async () => {
      while ((await drain(7, handed)) > 0);
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    expect(handed.toSorted()).toEqual(ids.toSorted());
    expect(await outboxDepth(t.db)).toBe(0);
  });

  test('a hand-over that fails leaves its rows waiting', async () => {
    await write('a', 'b');
    const failing = drainOutbox(t.db, 10, t.clock.now(), () => Promise.reject(new Error('queue is away')));
    await expect(failing).rejects.toThrow('queue is away');
    expect(await outboxDepth(t.db)).toBe(2);
  });

  test('forgets rows that were handed over long ago, and no others', async () => {
    await write('old');
    await drain(10, []);
    const handedOver = t.clock.now().getTime();
    await write('waiting');
    await pruneOutbox(t.db, new Date(handedOver));
    expect(await one(t.database.url, 'select count(*)::int from outbox')).toBe(2);
    await pruneOutbox(t.db, new Date(handedOver + 1));
    expect(await one(t.database.url, 'select count(*)::int from outbox')).toBe(1);
    expect(await outboxDepth(t.db)).toBe(1);
  });
});

describe('from the outbox to the queue', () => {
  const t = testDatabase();
  let queue: QueueBackend;
  beforeAll(async () => {
    queue = await openPostgresQueue(t.database.url, t.database.ping);
  });
  afterAll(() => queue.close());

  /** Works until the last of these jobs was seen. */
  async function work(last: string): Promise<string[]> {
    const seen: string[] = [];
    const worker = queue.work('sources', { concurrency: 1 }, async (job) => {
      seen.push(job.id);
    });
    await expect.poll(() => seen, { timeout: 15_000, interval: 20 }).toContain(last);
    await worker.close();
    return seen;
  }

  test('a connection lost between hand-over and mark costs and doubles nothing', async () => {
    const { db, clock, log } = t.ctx();
    const rows = ['x1', 'x2', 'x3'].map((id) => ({ jobId: id, job: 'source.page', payload: { pageId: id } }));
    await writeOutbox(db, rows, clock.now());
    const cut: QueueBackend = {
      ...queue,
      add: async (jobs) => {
        await queue.add(jobs);
        await one(
          t.database.url,
          `select count(pg_terminate_backend(pid)) from pg_stat_activity
           where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()`,
        );
      },
    };
    await expect(relayOnce({ db, queue: cut, clock, log })).rejects.toThrow();
    expect(await outboxDepth(db)).toBe(3);
    expect(await relayOnce({ db, queue, clock, log })).toBe(3);
    expect(await outboxDepth(db)).toBe(0);
    expect(await queue.counts('sources')).toMatchObject({ waiting: 3 });
    await queue.add([{ id: 'x4', name: 'source.page', payload: { pageId: 'x4' } }]);
    expect(await work('x4')).toEqual(['x1', 'x2', 'x3', 'x4']);
  });

  test('running relays hand over what is written meanwhile, and stop', async () => {
    const { db, clock, log } = t.ctx();
    const relays = [startRelay({ db, queue, clock, log }), startRelay({ db, queue, clock, log })];
    const ids = Array.from({ length: 40 }, (_, index) => `y${index}`);
    for (const id of ids) await writeOutbox(db, [{ jobId: id, job: 'source.page', payload: { pageId: id } }], clock.now());
    await expect.poll(() => outboxDepth(db), { timeout: 15_000, interval: 20 }).toBe(0);
    await Promise.all(relays.flatMap((relay) => [relay.stop(), relay.stop()]));
    await queue.add([{ id: 'y-last', name: 'source.page', payload: { pageId: 'y-last' } }]);
    expect((await work('y-last')).toSorted()).toEqual([...ids, 'y-last'].toSorted());
  });
});
