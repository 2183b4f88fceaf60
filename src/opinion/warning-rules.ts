import { z } from 'zod';

/** From the least to the gravest. */
export const LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;
export type WarningLevelId = (typeof LEVELS)[number];

/** How much weight a source carries. Office convention: who publishes, not what. */
export const GRADES = ['central', 'provincial', 'official', 'industry', 'local', 'portal', 'selfmedia', 'user'] as const;
export type SourceGrade = (typeof GRADES)[number];

/** Steps of a rising function: from this value on, so many points; in between, proportionally. */
const steps = z.array(z.tuple([z.number(), z.number()])).min(1);
const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const part = { name: z.string(), max: z.number().positive() };

const partsSchema = z.strictObject({
  volume: z.strictObject({ ...part, z: steps, authors: steps }),
  negative: z.strictObject({ ...part, from: share, to: share, halfSureAt: z.number().positive() }),
  topic: z.strictObject({ ...part, share, authors: count, weights: z.record(z.string(), share) }),
  source: z.strictObject({ ...part, grades: z.record(z.enum(GRADES), z.number()), perOutlet: z.number(), outletsAtMost: z.number() }),
  spread: z.strictObject({ ...part, platforms: steps, regions: steps }),
});

const levelSchema = z.strictObject({
  id: z.enum(LEVELS),
  name: z.string(),
  score: z.number(),
  authors: count,
  outlets: count.optional(),
  negativeAuthors: count,
  z: z.number().optional(),
  provinces: count.optional(),
  orZ: z.number().optional(),
  authorsWithoutBaseline: count.optional(),
});

const triggerSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  level: z.enum(LEVELS),
  grades: z.array(z.enum(GRADES)).optional(),
  topics: z.array(z.string()).optional(),
  negative: z.boolean().optional(),
  about: count.optional(),
  authors: count,
});

/** The shape of `rules/opinion/warnings.yaml`. */
export const warningRulesSchema = z.strictObject({
  version: z.number().int(),
  source: z.string(),
  origin: z.literal('office'),
  validFrom: z.string(),
  hours: z.number().positive(),
  parts: partsSchema,
  calm: z.strictObject({ below: share, factor: share }),
  levels: z.array(levelSchema).length(LEVELS.length),
  triggers: z.array(triggerSchema),
});

export type WarningRules = z.infer<typeof warningRulesSchema>;
export type LevelRule = z.infer<typeof levelSchema>;
export type TriggerRule = z.infer<typeof triggerSchema>;
