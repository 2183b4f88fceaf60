import { z } from 'zod';
import { pageQuerySchema } from '#src/base/page.ts';

export const levelSchema = z.enum(['blue', 'yellow', 'orange', 'red']);
export type Level = z.output<typeof levelSchema>;
/** From weakest to strongest: 蓝 黄 橙 红. */
export const levels: readonly Level[] = levelSchema.options;

export const alertKindSchema = z.enum(['infringement', 'opinion', 'source']);
export const alertStateSchema = z.enum(['open', 'acknowledged', 'closed']);

/** Why a person closed an alert; the words are in `rules/alerts/close-reasons.yaml`. */
export const closeReasonSchema = z.enum(['lawful', 'authorised', 'fair-use', 'false-alarm', 'insufficient', 'handled', 'withdrawn']);

const instantText = z.iso.datetime();

export const alertSchema = z.object({
  id: z.string(),
  kind: alertKindSchema,
  state: alertStateSchema,
  level: levelSchema,
  verdict: z.enum(['violation', 'verify']).nullable(),
  title: z.string(),
  summary: z.string(),
  brand: z.string().nullable(),
  region: z.string().nullable(),
  codes: z.array(z.string()),
  groupKey: z.string(),
  url: z.string().nullable(),
  documentId: z.string().nullable(),
  eventId: z.string().nullable(),
  documents: z.array(z.object({ id: z.string(), url: z.string(), title: z.string() })),
  occurrences: z.number().int(),
  firstSeenAt: instantText,
  lastSeenAt: instantText,
  acknowledgedBy: z.string().nullable(),
  closeReason: closeReasonSchema.nullable(),
  caseIds: z.array(z.string()),
  sample: z.boolean(),
  revision: z.number().int(),
});
export type AlertView = z.output<typeof alertSchema>;

export const traceSchema = z.object({
  at: instantText,
  step: z.string(),
  outcome: z.string(),
  text: z.string(),
  data: z.record(z.string(), z.unknown()),
});

export const alertDetailSchema = alertSchema.extend({
  /** infringement: `{ findings, seller, listing }`; opinion: `{ parts, hardTriggers, topics, authors, negativeShare }`; source: `{ reason }`. */
  data: z.record(z.string(), z.unknown()),
  /** The other alerts of the same group, newest first, at most 20. */
  group: z.array(z.object({ id: z.string(), title: z.string(), level: levelSchema, state: alertStateSchema })),
  reasons: z.array(traceSchema),
});
export type AlertDetail = z.output<typeof alertDetailSchema>;

export const alertQuerySchema = pageQuerySchema.extend({
  state: alertStateSchema.optional(),
  kind: alertKindSchema.optional(),
  level: levelSchema.optional(),
  brand: z.string().optional(),
  code: z.string().optional(),
  group: z.string().optional(),
});
export type AlertQuery = z.output<typeof alertQuerySchema>;

export const acknowledgeAlertSchema = z.object({
  id: z.string(),
  revision: z.number().int().optional(),
  note: z.string().max(2000).optional(),
});
export const closeAlertSchema = acknowledgeAlertSchema.extend({ reason: closeReasonSchema });
