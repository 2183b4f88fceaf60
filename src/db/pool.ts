import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Db } from '#src/base/context.ts';
import { messageOf, StartError } from '#src/base/errors.ts';

/** A pool of connections to the system of record. */
export interface Database {
  readonly db: Db;
  /** For engines that bring their own statements on the same server (the queue). */
  readonly pool: pg.Pool;
  readonly url: string;
  /** Throws where the server does not answer. */
  ping(): Promise<void>;
  /** Waits for running statements; calling it again does nothing. */
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Most connections at the same time. */
  readonly size: number;
  /** Schema in which unqualified names are looked up; the server's default where it is left out. */
  readonly schema?: string;
  readonly onIdleError?: (error: Error) => void;
}

/** A bare pool, for an engine that brings its own statements. The caller ends it. */
export function openPool(url: string, { size, schema, onIdleError }: PoolOptions): pg.Pool {
  const search = schema === undefined ? {} : { options: `-c search_path=${schema}` };
  const pool = new pg.Pool({ connectionString: url, max: size, application_name: 'hufu', ...search });
  // Without a listener an idle connection that the server closes would end the process.
  pool.on('error', (error) => onIdleError?.(error));
  // Nor may one that is lost inside a transaction: the statement that was running fails, which is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Opens a pool. Nothing is sent before the first statement. */
export function openDatabase(url: string, size: number, onIdleError: (error: Error) => void = () => undefined): Database {
  let closing: Promise<void> | undefined;
  // Connections say goodbye after the pool has ended; that a server going down cuts them off then is no news.
  const report = (error: Error) => closing ?? onIdleError(error);
  const pool = openPool(url, { size, onIdleError: report });
  return {
    db: drizzle({ client: pool }) as unknown as Db,
    pool,
    url,
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => {
      closing ??= pool.end();
      return closing;
    },
  };
}

/**
 * Makes sure that a database of this name exists on the server.
 * @returns its URL
 */
export async function ensureDatabase(serverUrl: string, name: string, template?: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const from = template === undefined ? '' : ` template ${client.escapeIdentifier(template)}`;
      await client.query(`create database ${client.escapeIdentifier(name)}${from}`);
    }
  } catch (error) {
    throw new StartError(`The database server does not accept us: ${messageOf(error)}`, {}, { cause: error });
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
