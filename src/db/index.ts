export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';
export { readMeta, writeMeta } from './meta.ts';
export { migrateDatabase } from './migrate.ts';
export { drainOutbox, type OutboxRow, outboxDepth, pruneOutbox, type WaitingRow, writeOutbox } from './outbox.ts';
export { type Database, ensureDatabase, openDatabase, openPool } from './pool.ts';
export { inTransaction } from './transaction.ts';
