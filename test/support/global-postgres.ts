import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type EmbeddedPostgres, ensureDatabase, migrateDatabase, openDatabase, startEmbeddedPostgres } from '#src/db/index.ts';
import { openPostgresQueue } from '#src/queue/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this test run, as its administrator. */
    postgresUrl: string;
    /** Name of a migrated, empty database to copy. */
    postgresTemplate: string;
  }
}

const TEMPLATE = 'hufu_template';

/** The data is thrown away after the run, so that nothing needs to survive a power cut. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'log_min_messages=fatal'];

let server: EmbeddedPostgres | undefined;
let folder: string | undefined;

async function createTemplate(serverUrl: string): Promise<void> {
  const url = await ensureDatabase(serverUrl, TEMPLATE);
  const database = openDatabase(url, 2);
  try {
    await migrateDatabase(database);
    const queue = await openPostgresQueue(url, database.ping);
    await queue.close();
  } finally {
    await database.close();
  }
}

/** One PostgreSQL server for the whole run; every test file copies its own database from the template. */
export async function setup(project: TestProject): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'hufu-test-'));
  chmodSync(folder, 0o755);
  server = await startEmbeddedPostgres(folder, SETTINGS);
  await createTemplate(server.url);
  project.provide('postgresUrl', server.url);
  project.provide('postgresTemplate', TEMPLATE);
}

export async function teardown(): Promise<void> {
  await server?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
