import { updateEvents } from '#src/opinion/index.ts';
import type { Worker, WorkerDeps } from './worker.ts';

export function opinionWorker({ ctx, opinion }: WorkerDeps): Worker {
  // One at a time: the clusterer decides by what came before.
  return { queue: 'opinion', concurrency: 1, handlers: { 'event.update': () => updateEvents(ctx, opinion) } };
}
