import { openPostgresQueue } from '#src/queue/index.ts';
import type { Command } from './command.ts';
import { withRecord } from './with-record.ts';

export const command: Command = {
  name: 'migrate',
  summary: 'bring the tables of the database up to date, then end',
  usage: `Usage: hufu migrate

Brings the tables up to date without starting the service. "hufu start" does the same by itself.`,
  options: {},
  run: async (_args, io) => {
    await withRecord(async (_ctx, database) => {
      const queue = await openPostgresQueue(database.url, database.ping);
      await queue.close();
    });
    io.stdout.write('The tables are up to date.\n');
    return 0;
  },
};
