import { z } from 'zod';
import type { Hit } from '#src/lang/matcher.ts';
import { nearHits, type Scan, wordsOf } from './cues.ts';
import { sigmoid } from './linear-model.ts';

const cueSchema = z.strictObject({
  weight: z.number(),
  words: z.array(z.string()).optional(),
  near: z.array(z.string()).min(2).optional(),
  within: z.number().int().positive().optional(),
});

const topicSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  definition: z.string(),
  bias: z.number().optional(),
  cues: z.array(cueSchema).min(1),
});

/** The shape of `rules/opinion/topics.yaml`. */
export const topicRulesSchema = z
  .strictObject({
    version: z.number().int(),
    source: z.string(),
    validFrom: z.string(),
    atMost: z.number().int().positive(),
    bias: z.number(),
    within: z.number().int().positive(),
    sets: z.record(z.string(), z.array(z.string()).min(1)),
    topics: z.array(topicSchema).min(1),
  })
  .superRefine((rules, context) => {
    for (const topic of rules.topics) {
      for (const set of topic.cues.flatMap((cue) => [...(cue.words ?? []), ...(cue.near ?? [])])) {
        if (!(set in rules.sets)) context.addIssue({ code: 'custom', message: `topic ${topic.id} names the unknown word list ${set}` });
      }
    }
  });

export type TopicRules = z.infer<typeof topicRulesSchema>;
type Cue = z.infer<typeof cueSchema>;

/** A risk topic that a text carries, and the words it rests on. */
export interface TopicLabel {
  readonly topic: string;
  readonly name: string;
  readonly score: number;
  readonly evidence: readonly string[];
}

const GIVEN_FROM = 0.5;

/** The topics of a scanned text: at most `atMost`, strongest first. The scan must cover the word lists of the rules. */
export function topicsOf(scan: Scan, rules: TopicRules): TopicLabel[] {
  const labels: TopicLabel[] = [];
  for (const topic of rules.topics) {
    let total = topic.bias ?? rules.bias;
    const words: string[] = [];
    for (const cue of topic.cues) {
      const hits = hitsOfCue(scan, cue, rules.within);
      if (hits.length === 0) continue;
      total += cue.weight;
      if (cue.weight > 0) words.push(...wordsOf(scan.text, hits, 4));
    }
    const score = Number(sigmoid(total).toFixed(4));
    if (score >= GIVEN_FROM) labels.push({ topic: topic.id, name: topic.name, score, evidence: [...new Set(words)] });
  }
  return labels.sort((a, b) => b.score - a.score || (a.topic < b.topic ? -1 : 1)).slice(0, rules.atMost);
}

function hitsOfCue(scan: Scan, cue: Cue, within: number): readonly Hit[] {
  if (cue.near !== undefined)
    return (
      nearHits(
        cue.near.map((set) => scan.hits(set)),
        cue.within ?? within,
      ) ?? []
    );
  return anyHits(scan, cue.words ?? []);
}

function anyHits(scan: Scan, sets: readonly string[]): readonly Hit[] {
  let found: readonly Hit[] = [];
  for (const set of sets) {
    const hits = scan.hits(set);
    if (hits.length > 0) found = found.length === 0 ? hits : [...found, ...hits];
  }
  return found;
}
