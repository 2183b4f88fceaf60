import { messageOf } from '#src/base/errors.ts';
import type { BlobStore } from '#src/blob/index.ts';
import type { Database } from '#src/db/index.ts';
import type { QueueBackend } from '#src/queue/index.ts';
import type { SearchIndex } from '#src/search/index.ts';

export interface CheckedEngines {
  readonly database: Database;
  readonly queue: QueueBackend;
  readonly search: SearchIndex;
  readonly blobs: BlobStore;
}

export interface Readiness {
  readonly ok: boolean;
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly message?: string }>>;
}

/** Asks every engine whether it answers. */
export async function checkReadiness(engines: CheckedEngines): Promise<Readiness> {
  const checks: Record<string, { ok: boolean; message?: string }> = {};
  const asked = {
    database: engines.database.ping,
    queue: engines.queue.ping,
    search: () => engines.search.ping(),
    files: engines.blobs.ping,
  };
  for (const [name, ping] of Object.entries(asked)) {
    try {
      await ping();
      checks[name] = { ok: true };
    } catch (error) {
      checks[name] = { ok: false, message: messageOf(error) };
    }
  }
  return { ok: Object.values(checks).every((check) => check.ok), checks };
}
