import { announce, deliverNotice } from '#src/notices/index.ts';
import type { Worker, WorkerDeps } from './worker.ts';

export function noticesWorker({ ctx, deliverer }: WorkerDeps): Worker {
  return {
    queue: 'notices',
    concurrency: 4,
    handlers: {
      'notice.announce': (notice) => announce(ctx, notice),
      'notice.deliver': ({ deliveryId }) => deliverNotice(ctx, deliverer, deliveryId),
    },
  };
}
