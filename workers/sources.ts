import { collectPage } from '#src/documents/index.ts';
import type { Worker, WorkerDeps } from './worker.ts';

export function sourcesWorker({ ctx, fetcher, blobs, concurrency }: WorkerDeps): Worker {
  return {
    queue: 'sources',
    concurrency: concurrency.fetch,
    handlers: { 'source.page': ({ pageId }, signal) => collectPage(ctx, { fetcher, blobs }, pageId, signal) },
  };
}
