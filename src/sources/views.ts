import { z } from 'zod';

const instantText = z.iso.datetime();

export const sourceViewSchema = z.object({
  id: z.string(),
  plugin: z.string(),
  name: z.string(),
  url: z.string(),
  kind: z.string(),
  grade: z.string(),
  region: z.string().nullable(),
  intervalMinutes: z.number().int(),
  enabled: z.boolean(),
  sample: z.boolean(),
  health: z.enum(['unknown', 'good', 'partial', 'failing']),
  healthReason: z.string().nullable(),
  lastRunAt: instantText.nullable(),
  lastGoodAt: instantText.nullable(),
  nextRunAt: instantText.nullable(),
  revision: z.number().int(),
});
export type SourceView = z.output<typeof sourceViewSchema>;
