export { enqueue } from './enqueue.ts';
export { isJobName, type JobName, type JobPayload, jobs, type QueueName, queueNames } from './jobs.ts';
export { openPostgresQueue } from './postgres.ts';
export {
  JobError,
  type JobHandler,
  type JobOutcome,
  type QueueBackend,
  type QueuedJob,
  type RunningJob,
  type WorkingQueue,
} from './queue.ts';
export { type Relay, relayOnce, startRelay } from './relay.ts';
