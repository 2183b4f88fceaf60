import type { Context } from '#src/base/context.ts';
import { writeOutbox } from '#src/db/index.ts';
import { type JobName, type JobPayload, jobs } from './jobs.ts';

export interface Enqueued<N extends JobName> {
  readonly name: N;
  /** What makes this job the same job when it is asked for twice: a natural key, without the job's name. */
  readonly key: string;
  readonly payload: JobPayload<N>;
  readonly priority?: number;
  readonly runAt?: Date;
}

/** Notes a job that follows from a change, in the transaction of the change; the relay hands it over after the commit. */
export async function enqueue<N extends JobName>(ctx: Context, ...rows: readonly Enqueued<N>[]): Promise<void> {
  const found = rows.map((row) => ({
    // BullMQ keeps ids with a colon for itself.
    jobId: `${row.name}/${row.key}`.replaceAll(':', '_'),
    job: row.name,
    payload: jobs[row.name].payload.parse(row.payload),
    ...(row.priority === undefined ? {} : { priority: row.priority }),
    ...(row.runAt === undefined ? {} : { runAt: row.runAt }),
  }));
  await writeOutbox(ctx.db, found, ctx.clock.now());
}
