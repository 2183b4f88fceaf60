import { proposeForGroup } from '#src/cases/index.ts';
import type { Worker, WorkerDeps } from './worker.ts';

export function casesWorker({ ctx }: WorkerDeps): Worker {
  return {
    queue: 'cases',
    concurrency: 1,
    handlers: {
      'case.propose': async ({ groupKey }) => {
        await proposeForGroup(ctx, groupKey);
      },
    },
  };
}
