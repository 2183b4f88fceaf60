import type { JobName, JobPayload, QueueName } from './jobs.ts';

/**
 * The queue port. Work is at-least-once: a handler may run twice for one job and must make its effects happen once.
 *
 * The port exposes no connection and no transaction: a job that follows from a change goes through the outbox, which is written
 * with the change (`src/db/outbox.ts`) and handed over here afterwards. It keeps no business state either: whatever is in it can be
 * derived again from the database, so losing it loses nothing.
 */
export interface QueueBackend {
  /** `embedded` lives in the system of record; `redis` beside it. */
  readonly kind: 'postgres' | 'redis';
  /**
   * Adds jobs in this order. A job whose id is already known to its queue (waiting, running, or kept after its end) is not added again.
   * @throws where the payload does not fit the job's contract, before anything was added
   */
  add(jobs: readonly QueuedJob[]): Promise<void>;
  /** Starts working one queue. `handle` decides by throwing: see `JobError`. */
  work(queue: QueueName, options: WorkOptions, handle: JobHandler): WorkingQueue;
  counts(queue: QueueName): Promise<QueueCounts>;
  /** Jobs that used up their tries, newest first. */
  dead(queue: QueueName, limit: number): Promise<readonly DeadJob[]>;
  ping(): Promise<void>;
  /** Waits for running jobs, then closes; calling it again does nothing. Close before the database. */
  close(): Promise<void>;
}

export interface QueuedJob {
  readonly id: string;
  readonly name: JobName;
  readonly payload: unknown;
  /** Jobs without one go first, then 1, 2, …; of equals the older one. */
  readonly priority?: number;
  readonly delayMs?: number;
}

export interface RunningJob {
  readonly id: string;
  readonly name: JobName;
  readonly payload: JobPayload<JobName>;
  /** 1 on the first try. */
  readonly attempt: number;
}

export type JobHandler = (job: RunningJob, signal: AbortSignal) => Promise<void>;

export interface WorkOptions {
  readonly concurrency: number;
  readonly onOutcome?: (outcome: JobOutcome) => void;
}

export interface JobOutcome {
  readonly name: JobName;
  readonly result: 'done' | 'retry' | 'dead';
  readonly waitMs: number;
  readonly runMs: number;
  readonly error?: Error;
}

export interface WorkingQueue {
  /** Takes no new jobs and waits for the running ones. */
  close(): Promise<void>;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly dead: number;
}

export interface DeadJob {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  readonly attempts: number;
  readonly finishedAt: Date;
}

/** Thrown by a handler to tell the queue what to do. Any other error means: try again with back-off, until the tries are used up. */
export class JobError extends Error {
  /** `dead`: do not try again. `later`: try again after `delayMs`, costing no try. */
  readonly instruction: 'dead' | 'later';
  readonly delayMs: number;

  constructor(instruction: 'dead' | 'later', message: string, delayMs = 0, options?: ErrorOptions) {
    super(message, options);
    this.name = 'JobError';
    this.instruction = instruction;
    this.delayMs = delayMs;
  }
}
