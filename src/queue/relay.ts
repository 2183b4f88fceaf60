import type { Clock } from '#src/base/clock.ts';
import type { Db } from '#src/base/context.ts';
import type { Logger } from '#src/base/logger.ts';
import { drainOutbox, pruneOutbox, type WaitingRow } from '#src/db/index.ts';
import { isJobName } from './jobs.ts';
import type { QueueBackend, QueuedJob } from './queue.ts';

const BATCH = 500;
const IDLE_MS = 150;
const TROUBLE_MS = 2_000;
const PRUNE_EVERY = 2_000;
const KEEP_MS = 24 * 3_600_000;

export interface Relay {
  /** Waits for the batch under way; calling it again does nothing. */
  stop(): Promise<void>;
}

export interface RelayDeps {
  readonly db: Db;
  readonly queue: QueueBackend;
  readonly clock: Clock;
  readonly log: Logger;
}

function toJobs(rows: readonly WaitingRow[], now: number, log: Logger): QueuedJob[] {
  const known: QueuedJob[] = [];
  for (const row of rows) {
    if (!isJobName(row.job)) {
      log.error({ job: row.job, jobId: row.jobId }, 'outbox row names an unknown job and is left to a newer version');
      continue;
    }
    const delayMs = row.runAt === undefined ? 0 : Math.max(0, row.runAt.getTime() - now);
    known.push({
      id: row.jobId,
      name: row.job,
      payload: row.payload,
      ...(row.priority === undefined ? {} : { priority: row.priority }),
      ...(delayMs > 0 ? { delayMs } : {}),
    });
  }
  return known;
}

/** Hands one batch of outbox rows to the queue. @returns how many */
export function relayOnce({ db, queue, clock, log }: RelayDeps): Promise<number> {
  const now = clock.now();
  return drainOutbox(db, BATCH, now, (rows) => queue.add(toJobs(rows, now.getTime(), log)));
}

/** Keeps handing outbox rows to the queue, in order, until stopped. Several relays may run beside each other. */
export function startRelay(deps: RelayDeps): Relay {
  const abort = new AbortController();
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      abort.signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    });
  const loop = async () => {
    for (let turn = 1; !abort.signal.aborted; turn += 1) {
      try {
        if ((await relayOnce(deps)) === BATCH) continue;
        if (turn % PRUNE_EVERY === 0) await pruneOutbox(deps.db, new Date(deps.clock.now().getTime() - KEEP_MS));
        await pause(IDLE_MS);
      } catch (error) {
        deps.log.error({ err: error }, 'jobs could not be handed to the queue; they wait and are tried again');
        await pause(TROUBLE_MS);
      }
    }
  };
  const running = loop();
  return {
    stop: () => {
      abort.abort();
      return running;
    },
  };
}
