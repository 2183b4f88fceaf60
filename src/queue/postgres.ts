import { type BackendFactory, type ConnectionOptions, createPostgresBackend, type IQueueBackend, Queue } from 'bullmq';
import { openBullQueue } from './bullmq.ts';
import type { QueueBackend } from './queue.ts';

/** Connections each queue and each worker may keep; they are idle most of the time. */
const POOL = 3;

// BullMQ types connections as Redis connections unless told otherwise; the factory given beside it is the one that reads them.
function asConnection(url: string, migrate: boolean): ConnectionOptions {
  return { connectionString: url, max: POOL, schema: 'bullmq', migrate } as unknown as ConnectionOptions;
}

/**
 * The queue on the system of record itself. Brings its own schema up to date first.
 * @param ping asks the server, through the pool that is open anyway
 */
export async function openPostgresQueue(url: string, ping: () => Promise<void>): Promise<QueueBackend> {
  const factory = createPostgresBackend as unknown as BackendFactory<IQueueBackend, ConnectionOptions>;
  const migrating = new Queue('migrations', { connection: asConnection(url, true) }, factory);
  try {
    await migrating.waitUntilReady();
  } finally {
    await migrating.close();
  }
  return openBullQueue({ kind: 'postgres', factory, connection: asConnection(url, false), ping });
}
