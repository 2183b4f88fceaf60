import { z } from 'zod';
import { pageQuerySchema } from '#src/base/page.ts';

const instantText = z.iso.datetime();
const shortText = z.string().max(2_000);
const longText = z.string().max(1_000_000);

const sellerSchema = z.object({
  name: shortText.default(''),
  company: shortText.optional(),
  uscc: z.string().max(40).optional(),
  shopUrl: z.string().max(2_000).optional(),
  region: shortText.optional(),
});

/** One line of the push intake; unknown fields are ignored. */
export const pushedDocumentSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('listing'),
    url: z.url(),
    title: shortText,
    description: longText.default(''),
    attributes: z.record(z.string(), z.string()).default({}),
    keywords: z.array(shortText).default([]),
    seller: sellerSchema.default({ name: '' }),
    price: z.number().optional(),
    currency: z.string().max(8).optional(),
    imageTexts: z.array(longText).default([]),
    capturedAt: z.iso.datetime({ offset: true }).optional(),
  }),
  z.object({
    kind: z.literal('article'),
    url: z.url(),
    title: shortText,
    text: longText,
    author: shortText.optional(),
    outlet: shortText.optional(),
    publishedAt: z.iso.datetime({ offset: true }).optional(),
    capturedAt: z.iso.datetime({ offset: true }).optional(),
  }),
]);
export type PushedDocument = z.output<typeof pushedDocumentSchema>;

export const documentSchema = z.object({
  id: z.string(),
  kind: z.enum(['listing', 'article']),
  url: z.string(),
  sourceId: z.string(),
  title: z.string(),
  /** The passage that was found, with matches between ⟦ and ⟧; empty without a query. */
  snippet: z.string(),
  region: z.string().nullable(),
  publishedAt: instantText.nullable(),
  firstSeenAt: instantText,
  lastSeenAt: instantText,
  version: z.number().int(),
  sample: z.boolean(),
});
export type DocumentView = z.output<typeof documentSchema>;

export const documentDetailSchema = documentSchema.extend({
  content: z.record(z.string(), z.unknown()),
  versions: z.array(z.object({ version: z.number().int(), capturedAt: instantText, contentHash: z.string() })),
});
export type DocumentDetail = z.output<typeof documentDetailSchema>;

export const documentQuerySchema = pageQuerySchema.extend({
  q: z.string().max(20_000).optional(),
  kind: z.enum(['listing', 'article']).optional(),
});
export type DocumentQuery = z.output<typeof documentQuerySchema>;

/** The answer to a push: what became of every line. */
export const intakeReportSchema = z.object({
  accepted: z.number().int(),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.array(z.object({ line: z.number().int(), code: z.string(), message: z.string() })),
});
export type IntakeReport = z.output<typeof intakeReportSchema>;
