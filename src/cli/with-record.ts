import { systemClock } from '#src/base/clock.ts';
import { type Context, systemActor } from '#src/base/context.ts';
import { createLogger } from '#src/base/logger.ts';
import { loadConfig, openDataFolder } from '#src/config/index.ts';
import type { Database } from '#src/db/index.ts';
import { openRecord } from '#src/main.ts';

/**
 * Runs `work` on the system of record while no service runs on the data folder, and closes everything afterwards.
 * @throws StartError where a service is running there
 */
export async function withRecord<T>(work: (ctx: Context, database: Database) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const folder = openDataFolder(config.data);
  const ends: (() => Promise<void>)[] = [];
  const log = createLogger(config.logLevel);
  try {
    const database = await openRecord(config, folder, (end) => ends.push(end), log);
    return await work({ actor: systemActor('command-line'), region: config.region, db: database.db, clock: systemClock, log }, database);
  } finally {
    for (const end of ends.reverse()) await end();
    folder.release();
  }
}
