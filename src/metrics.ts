import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from '#src/base/context.ts';
import { outboxDepth } from '#src/db/index.ts';
import { type JobOutcome, type QueueBackend, queueNames } from '#src/queue/index.ts';

export interface Metrics {
  /** Notes what became of one job. */
  readonly outcome: (outcome: JobOutcome) => void;
  /** Everything in the text format of Prometheus, queue depths as of now. */
  readonly text: () => Promise<string>;
}

const SECONDS = [0.005, 0.02, 0.1, 0.5, 1, 2, 5, 15, 60, 300];

/** The figures of this process and of its queues. */
export function createMetrics(ctx: Context, queue: QueueBackend): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const jobsDone = new Counter({ name: 'hufu_jobs_total', help: 'Jobs by name and result', labelNames: ['job', 'result'], registers });
  const wait = new Histogram({
    name: 'hufu_job_wait_seconds',
    help: 'Time from due to start',
    labelNames: ['job'],
    buckets: SECONDS,
    registers,
  });
  const run = new Histogram({
    name: 'hufu_job_run_seconds',
    help: 'Time from start to end',
    labelNames: ['job'],
    buckets: SECONDS,
    registers,
  });
  const depth = new Gauge({ name: 'hufu_queue_jobs', help: 'Jobs in a queue by state', labelNames: ['queue', 'state'], registers });
  const outboxRows = new Gauge({ name: 'hufu_outbox_rows', help: 'Changes whose jobs are not yet handed to the queue', registers });
  return {
    outcome: ({ name, result, waitMs, runMs, error }) => {
      jobsDone.inc({ job: name, result });
      wait.observe({ job: name }, waitMs / 1000);
      run.observe({ job: name }, runMs / 1000);
      if (result === 'dead') ctx.log.error({ job: name, err: error }, 'job given up');
      if (result === 'retry') ctx.log.debug({ job: name, err: error }, 'job will be tried again');
    },
    text: async () => {
      for (const name of queueNames) {
        const counts = await queue.counts(name);
        for (const state of ['waiting', 'active', 'delayed', 'dead'] as const) depth.set({ queue: name, state }, counts[state]);
      }
      outboxRows.set(await outboxDepth(ctx.db));
      return registry.metrics();
    },
  };
}
