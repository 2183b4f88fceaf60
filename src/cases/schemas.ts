import { z } from 'zod';
import { pageQuerySchema } from '#src/base/page.ts';

export const caseStateSchema = z.enum(['new', 'triaged', 'sent', 'accepted', 'returned', 'dismissed', 'closed']);
export type CaseState = z.output<typeof caseStateSchema>;

/** The moves of process P1 (线索); who may make them, with which guard, is in `rules/cases/clue.yaml`. */
export const transitionNameSchema = z.enum(['triage', 'send', 'accept', 'return', 'dismiss', 'close']);
export type TransitionName = z.output<typeof transitionNameSchema>;

const instantText = z.iso.datetime();

export const caseSchema = z.object({
  id: z.string(),
  number: z.string(),
  state: caseStateSchema,
  level: z.enum(['blue', 'yellow', 'orange', 'red']),
  title: z.string(),
  summary: z.string(),
  brand: z.string().nullable(),
  region: z.string(),
  subject: z.record(z.string(), z.unknown()),
  openedBy: z.object({ kind: z.enum(['user', 'key', 'system']), id: z.string(), name: z.string().optional() }),
  openedAt: instantText,
  updatedAt: instantText,
  closedAt: instantText.nullable(),
  closeReason: z.string().nullable(),
  alerts: z.number().int(),
  /** The running clock that ends first; `status` is computed at the time of asking. */
  clock: z
    .object({
      clock: z.string(),
      name: z.string(),
      dueAt: instantText,
      origin: z.enum(['statutory', 'agreement', 'office']),
      status: z.enum(['running', 'amber', 'red', 'overdue']),
    })
    .nullable(),
  sample: z.boolean(),
  revision: z.number().int(),
});
export type CaseView = z.output<typeof caseSchema>;

export const caseDetailSchema = caseSchema.extend({
  alertList: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      level: z.string(),
      state: z.string(),
      codes: z.array(z.string()),
      url: z.string().nullable(),
    }),
  ),
  transitions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      from: z.string().nullable(),
      to: z.string(),
      at: instantText,
      actor: z.string(),
      note: z.string().nullable(),
      basis: z.string().nullable(),
    }),
  ),
  clocks: z.array(
    z.object({
      clock: z.string(),
      name: z.string(),
      origin: z.string(),
      basis: z.string(),
      startedAt: instantText,
      dueAt: instantText,
      stoppedAt: instantText.nullable(),
    }),
  ),
  /** What can be done now, each with what is still missing for it. */
  possible: z.array(
    z.object({
      name: transitionNameSchema,
      label: z.string(),
      to: caseStateSchema,
      basis: z.string(),
      requires: z.array(z.string()),
      reasons: z.record(z.string(), z.string()),
    }),
  ),
});
export type CaseDetail = z.output<typeof caseDetailSchema>;

export const caseQuerySchema = pageQuerySchema.extend({
  state: caseStateSchema.optional(),
  open: z.union([z.boolean(), z.stringbool()]).optional(),
  brand: z.string().optional(),
});
export type CaseQuery = z.output<typeof caseQuerySchema>;

export const openCaseSchema = z.object({
  title: z.string().min(1).max(200),
  summary: z.string().max(5000).default(''),
  alertIds: z.array(z.string()).min(1, 'name at least one alert the case rests on').max(500),
  region: z
    .string()
    .regex(/^\d{6}$/, 'region is a GB/T 2260 code of six digits')
    .optional(),
});

export const transitionCaseSchema = z.object({
  id: z.string(),
  name: transitionNameSchema,
  revision: z.number().int().optional(),
  note: z.string().max(5000).optional(),
  /** For `dismiss`, `return` and `close`: why, as a code of `rules/cases/clue.yaml`. */
  reason: z.string().optional(),
  /** For `send`: the enforcement authority it goes to. */
  to: z.string().max(200).optional(),
});
