import { alertFromEvent, alertFromListing } from '#src/alerts/index.ts';
import { documentById, versionOf } from '#src/documents/index.ts';
import { indexDocument } from './documents.ts';
import type { Worker, WorkerDeps } from './worker.ts';

/** The level of an alert is searchable on its documents. */
async function indexAgain(deps: WorkerDeps, documentIds: readonly string[]): Promise<void> {
  for (const id of documentIds) {
    const doc = await documentById(deps.ctx.db, id);
    const version = doc === undefined ? undefined : await versionOf(deps.ctx.db, id, doc.version);
    if (doc !== undefined && version !== undefined) await indexDocument(deps, doc, version);
  }
}

export function alertsWorker(deps: WorkerDeps): Worker {
  return {
    queue: 'alerts',
    concurrency: 2,
    handlers: {
      'alert.listing': async ({ documentId }) => indexAgain(deps, await alertFromListing(deps.ctx, documentId)),
      'alert.event': async ({ eventId }) => indexAgain(deps, await alertFromEvent(deps.ctx, eventId)),
    },
  };
}
