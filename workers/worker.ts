import type { Context } from '#src/base/context.ts';
import type { BlobStore } from '#src/blob/index.ts';
import type { Deliverer, Fetcher } from '#src/fetch/index.ts';
import type { InfringementRules } from '#src/infringement/index.ts';
import type { OpinionDeps } from '#src/opinion/index.ts';
import type { JobName, JobPayload, QueueName } from '#src/queue/index.ts';
import type { CurrentRegistry } from '#src/registry/index.ts';
import type { SearchIndex } from '#src/search/index.ts';

/** Everything the workers hand to the verbs. */
export interface WorkerDeps {
  readonly ctx: Context;
  readonly fetcher: Fetcher;
  readonly deliverer: Deliverer;
  readonly blobs: BlobStore;
  readonly search: SearchIndex;
  readonly registry: CurrentRegistry;
  readonly infringementRules: InfringementRules;
  readonly opinion: OpinionDeps;
  readonly concurrency: { readonly fetch: number; readonly analyse: number };
}

export type Handler<N extends JobName> = (payload: JobPayload<N>, signal: AbortSignal) => Promise<void>;

/** How one queue is worked: each of its jobs bound to the verb that does it. */
export interface Worker {
  readonly queue: QueueName;
  readonly concurrency: number;
  readonly handlers: { readonly [N in JobName]?: Handler<N> };
}
