import { z } from 'zod';
import { pageQuerySchema } from '#src/base/page.ts';

const instantText = z.iso.datetime();

export const eventSchema = z.object({
  id: z.string(),
  title: z.string(),
  brands: z.array(z.string()),
  regions: z.array(z.string()),
  topics: z.array(z.string()),
  documents: z.number().int(),
  authors: z.number().int(),
  negativeShare: z.number(),
  level: z.enum(['blue', 'yellow', 'orange', 'red']).nullable(),
  score: z.number(),
  firstAt: instantText,
  lastAt: instantText,
  sample: z.boolean(),
  revision: z.number().int(),
});
export type EventView = z.output<typeof eventSchema>;

export const eventDetailSchema = eventSchema.extend({
  /** The parts the score is made of, each with its maximum and its reason in words. */
  parts: z.array(z.record(z.string(), z.unknown())),
  articles: z.array(
    z.object({
      id: z.string(),
      url: z.string(),
      title: z.string(),
      author: z.string().nullable(),
      outlet: z.string().nullable(),
      publishedAt: instantText,
      sentiment: z.string(),
      duplicateOf: z.string().nullable(),
    }),
  ),
});
export type EventDetail = z.output<typeof eventDetailSchema>;

export const eventQuerySchema = pageQuerySchema.extend({
  brand: z.string().optional(),
  level: z.enum(['blue', 'yellow', 'orange', 'red']).optional(),
  /** Events of at least this many documents; 1 shows single articles too. */
  minimumDocuments: z.coerce.number().int().min(1).default(2),
});
export type EventQuery = z.output<typeof eventQuerySchema>;
