import { z } from 'zod';

/**
 * The contract of every kind of job: which queue works it, what its payload is, how often it is tried.
 * Jobs of an older version may still be waiting during an upgrade: added payload fields must be optional.
 */
export interface JobContract<P> {
  readonly queue: QueueName;
  readonly payload: z.ZodType<P>;
  /** Tries in all, the first included. */
  readonly attempts: number;
  /** Pause before the second try; doubles with each further one. */
  readonly backoffMs: number;
}

export const queueNames = ['sources', 'documents', 'opinion', 'alerts', 'cases', 'notices'] as const;
export type QueueName = (typeof queueNames)[number];

const id = z.string().min(1);

function contract<P>(queue: QueueName, payload: z.ZodType<P>, attempts = 5, backoffMs = 500): JobContract<P> {
  return { queue, payload, attempts, backoffMs };
}

export const jobs = {
  /** Fetch and read one address of a run. */
  'source.page': contract('sources', z.object({ pageId: id })),
  /** Index a document, then judge, classify or identify it by its kind. */
  'document.analyse': contract('documents', z.object({ documentId: id, version: z.number().int() })),
  /** Put newly classified articles into events and rate them. */
  'event.update': contract('opinion', z.object({ documentId: id.optional() })),
  /** Bring the alert of a listing in line with its newest verdict. */
  'alert.listing': contract('alerts', z.object({ documentId: id })),
  /** Bring the alert of an event in line with its newest level. */
  'alert.event': contract('alerts', z.object({ eventId: id })),
  /** Look whether a group of alerts calls for a case. */
  'case.propose': contract('cases', z.object({ groupKey: id })),
  /** Find out who must be told of something, and owe each of them a notice. */
  'notice.announce': contract('notices', z.object({ type: id, entityId: id, key: id })),
  /** Hand one notice to its subscriber. */
  'notice.deliver': contract('notices', z.object({ deliveryId: id }), 8, 1_000),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.output<(typeof jobs)[N]['payload']>;

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobs, name);
}
