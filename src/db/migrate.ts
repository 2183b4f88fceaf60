import { fileURLToPath } from 'node:url';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { Database } from './pool.ts';

const folder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Brings the tables to the state of this version. Safe to run again, and by several processes at once. */
export async function migrateDatabase(database: Database): Promise<void> {
  const client = await database.pool.connect();
  try {
    // Two starting processes would otherwise both try to create the same tables.
    await client.query(`select pg_advisory_lock(hashtext('hufu-migrations'))`);
    await migrate(database.db as unknown as NodePgDatabase, { migrationsFolder: folder });
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext('hufu-migrations'))`);
    client.release();
  }
}
