import { openPostgresQueue } from '#src/queue/index.ts';
import { testDatabase } from '#test/support/postgres.ts';
import { queueConformance } from './queue.ts';

const t = testDatabase();

queueConformance('PostgreSQL', () => openPostgresQueue(t.database.url, t.database.ping));
