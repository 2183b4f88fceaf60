import {
  type BackendFactory,
  type ConnectionOptions,
  DelayedError,
  type IQueueBackend,
  type Job,
  type JobsOptions,
  Queue,
  UnrecoverableError,
  Worker,
} from 'bullmq';
import { systemClock } from '#src/base/clock.ts';
import { isJobName, type JobName, jobs, type QueueName, queueNames } from './jobs.ts';
import {
  type DeadJob,
  JobError,
  type JobHandler,
  type JobOutcome,
  type QueueBackend,
  type QueueCounts,
  type QueuedJob,
  type WorkingQueue,
  type WorkOptions,
} from './queue.ts';

/** What differs between the engines under BullMQ. */
export interface BullEngine {
  readonly kind: QueueBackend['kind'];
  readonly factory: BackendFactory<IQueueBackend, ConnectionOptions>;
  readonly connection: ConnectionOptions;
  ping(): Promise<void>;
}

/** A killed process gives its jobs back after this long. */
const LOCK_MS = 15_000;
const STALLED_CHECK_MS = 5_000;

function optionsOf(job: QueuedJob): JobsOptions {
  const { attempts, backoffMs } = jobs[job.name];
  return {
    jobId: job.id,
    attempts,
    backoff: { type: 'exponential', delay: backoffMs },
    // Ids of finished jobs are remembered for a while, so that a second hand-over of the same outbox row adds nothing.
    removeOnComplete: { age: 3600, count: 5000 },
    removeOnFail: { age: 30 * 24 * 3600, count: 10_000 },
    ...(job.priority === undefined ? {} : { priority: job.priority }),
    ...(job.delayMs === undefined ? {} : { delay: job.delayMs }),
  };
}

function nameOf(job: Job): JobName {
  if (!isJobName(job.name)) throw new UnrecoverableError(`unknown job ${job.name}: made by a newer version; upgrade this process`);
  return job.name;
}

async function runJob(job: Job, token: string | undefined, handle: JobHandler, signal: AbortSignal): Promise<void> {
  const name = nameOf(job);
  const payload = jobs[name].payload.safeParse(job.data);
  if (!payload.success) throw new UnrecoverableError(`payload of ${name} does not fit its contract: ${payload.error.message}`);
  try {
    await handle({ id: job.id ?? '', name, payload: payload.data, attempt: job.attemptsMade + 1 }, signal);
  } catch (error) {
    if (!(error instanceof JobError)) throw error;
    if (error.instruction === 'dead') throw new UnrecoverableError(error.message);
    await job.moveToDelayed(systemClock.now().getTime() + error.delayMs, token);
    throw new DelayedError(error.message);
  }
}

function outcomeOf(job: Job, result: JobOutcome['result'], error?: Error): JobOutcome | undefined {
  if (!isJobName(job.name)) return undefined;
  const started = job.processedOn ?? job.timestamp;
  const timing = {
    waitMs: Math.max(0, started - job.timestamp - (job.delay ?? 0)),
    runMs: Math.max(0, (job.finishedOn ?? started) - started),
  };
  return { name: job.name, result, ...timing, ...(error === undefined ? {} : { error }) };
}

function startWorker(engine: BullEngine, queue: QueueName, options: WorkOptions, handle: JobHandler): WorkingQueue {
  const abort = new AbortController();
  const settings = {
    connection: engine.connection,
    concurrency: options.concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    maxStalledCount: 5,
  };
  const worker = new Worker(queue, (job, token) => runJob(job, token, handle, abort.signal), settings, engine.factory);
  const report = (outcome: JobOutcome | undefined) => {
    if (outcome !== undefined) options.onOutcome?.(outcome);
  };
  worker.on('error', () => undefined); // connection losses are retried inside; jobs report their own failures below
  worker.on('completed', (job: Job) => report(outcomeOf(job, 'done')));
  worker.on('failed', (job: Job | undefined, error: Error) => {
    if (job === undefined) return;
    report(outcomeOf(job, job.finishedOn === undefined ? 'retry' : 'dead', error));
  });
  let closing: Promise<void> | undefined;
  return {
    close: () => {
      abort.abort();
      closing ??= worker.close();
      return closing;
    },
  };
}

function openQueue(engine: BullEngine, name: QueueName) {
  return new Queue(name, { connection: engine.connection }, engine.factory);
}

type OpenQueue = ReturnType<typeof openQueue>;

async function addJobs(queues: ReadonlyMap<QueueName, OpenQueue>, added: readonly QueuedJob[]): Promise<void> {
  const byQueue = new Map<QueueName, Parameters<OpenQueue['addBulk']>[0]>();
  for (const job of added) {
    const { queue, payload } = jobs[job.name];
    const rows = byQueue.get(queue) ?? [];
    rows.push({ name: job.name, data: payload.parse(job.payload), opts: optionsOf(job) });
    byQueue.set(queue, rows);
  }
  for (const [name, rows] of byQueue) await queues.get(name)?.addBulk(rows);
}

async function countsOf(queue: OpenQueue): Promise<QueueCounts> {
  const n = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
  const waiting = (n['waiting'] ?? 0) + (n['prioritized'] ?? 0);
  return { waiting, active: n['active'] ?? 0, delayed: n['delayed'] ?? 0, dead: n['failed'] ?? 0 };
}

async function deadOf(queue: OpenQueue, limit: number): Promise<DeadJob[]> {
  const failed = await queue.getFailed(0, limit - 1);
  return failed.map((job) => ({
    id: job.id ?? '',
    name: job.name,
    reason: job.failedReason ?? '',
    attempts: job.attemptsMade,
    finishedAt: new Date(job.finishedOn ?? job.timestamp),
  }));
}

/** BullMQ over whichever engine it is given. */
export function openBullQueue(engine: BullEngine): QueueBackend {
  const queues = new Map(queueNames.map((name) => [name, openQueue(engine, name)]));
  for (const queue of queues.values()) queue.on('error', () => undefined); // callers see the failure of their own call
  const working = new Set<WorkingQueue>();
  const queueOf = (name: QueueName): OpenQueue => {
    const queue = queues.get(name);
    if (queue === undefined) throw new Error(`no queue ${name}`);
    return queue;
  };
  let closing: Promise<void> | undefined;
  const close = async () => {
    await Promise.all([...working].map((worker) => worker.close()));
    await Promise.all([...queues.values()].map((queue) => queue.close()));
  };
  return {
    kind: engine.kind,
    add: (added) => addJobs(queues, added),
    work: (name, options, handle) => {
      const worker = startWorker(engine, name, options, handle);
      working.add(worker);
      return worker;
    },
    counts: (name) => countsOf(queueOf(name)),
    dead: (name, limit) => deadOf(queueOf(name), limit),
    ping: engine.ping,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
