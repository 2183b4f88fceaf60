import { type JobName, type JobOutcome, jobs, type QueueBackend, type RunningJob, type WorkingQueue } from '#src/queue/index.ts';
import { alertsWorker } from './alerts.ts';
import { casesWorker } from './cases.ts';
import { documentsWorker } from './documents.ts';
import { noticesWorker } from './notices.ts';
import { opinionWorker } from './opinion.ts';
import { sourcesWorker } from './sources.ts';
import type { Worker, WorkerDeps } from './worker.ts';

/** Every worker of the service. */
export function allWorkers(deps: WorkerDeps): Worker[] {
  return [sourcesWorker(deps), documentsWorker(deps), opinionWorker(deps), alertsWorker(deps), casesWorker(deps), noticesWorker(deps)];
}

/** @throws Error naming the jobs that nobody or more than one worker does: found at start, not at the first such job */
export function checkHandlers(workers: readonly Worker[]): void {
  for (const name of Object.keys(jobs) as JobName[]) {
    const doing = workers.filter((worker) => worker.handlers[name] !== undefined);
    if (doing.length !== 1) throw new Error(`job ${name} has ${doing.length} handlers; it needs exactly one`);
    if (doing[0]?.queue !== jobs[name].queue)
      throw new Error(`job ${name} belongs to queue ${jobs[name].queue}, its handler works ${doing[0]?.queue}`);
  }
}

// The payload was parsed by the contract of this very name, which the type system cannot follow through the table.
function run(worker: Worker, job: RunningJob, signal: AbortSignal): Promise<void> {
  const handler = worker.handlers[job.name] as ((payload: unknown, signal: AbortSignal) => Promise<void>) | undefined;
  if (handler === undefined) throw new Error(`queue ${worker.queue} does not know job ${job.name}`);
  return handler(job.payload, signal);
}

/** Starts all workers on the queue. @returns what to close at the end */
export function startWorkers(queue: QueueBackend, deps: WorkerDeps, onOutcome: (outcome: JobOutcome) => void): WorkingQueue[] {
  const workers = allWorkers(deps);
  checkHandlers(workers);
  return workers.map((worker) =>
    queue.work(worker.queue, { concurrency: worker.concurrency, onOutcome }, (job, signal) => run(worker, job, signal)),
  );
}
