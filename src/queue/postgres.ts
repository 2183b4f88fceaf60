import { type BackendFactory, type ConnectionOptions, createPostgresBackend, type IQueueBackend, Queue } from 'bullmq';
import { openPool } from '#src/db/index.ts';
import { openBullQueue } from './bullmq.ts';
import { queueNames } from './jobs.ts';
import type { QueueBackend } from './queue.ts';

const SCHEMA = 'bullmq';
/** Beside one connection that every worker listens on. */
const WORKING_CONNECTIONS = 4;

// BullMQ types connections as Redis connections unless told otherwise; the factory given beside it is the one that reads them.
function asConnection(connection: object): ConnectionOptions {
  return connection as unknown as ConnectionOptions;
}

/**
 * The queue on the system of record itself. Brings its own schema up to date first. All queues and workers share one pool:
 * each idle connection costs the server several megabytes.
 * @param ping asks the server, through the pool that is open anyway
 */
export async function openPostgresQueue(url: string, ping: () => Promise<void>): Promise<QueueBackend> {
  const factory = createPostgresBackend as unknown as BackendFactory<IQueueBackend, ConnectionOptions>;
  const migrating = new Queue(
    'migrations',
    { connection: asConnection({ connectionString: url, max: 1, schema: SCHEMA, migrate: true }) },
    factory,
  );
  try {
    await migrating.waitUntilReady();
  } finally {
    await migrating.close();
  }
  const pool = openPool(url, { size: queueNames.length + WORKING_CONNECTIONS, schema: SCHEMA });
  pool.setMaxListeners(0); // every queue and worker listens for its errors
  const queue = openBullQueue({ kind: 'postgres', factory, connection: asConnection(pool), ping });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await queue.close();
    await pool.end();
  };
  return {
    ...queue,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
