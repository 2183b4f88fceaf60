import { z } from 'zod';
import type { Hit } from '#src/lang/matcher.ts';
import { type Scan, wordsOf } from './cues.ts';
import type { Grams } from './features.ts';
import { type Counted, type LinearModel, logOdds, sigmoid } from './linear-model.ts';
import type { TopicLabel } from './topics.ts';

/** The shape of `rules/opinion/lexicon.yaml`. */
export const lexiconSchema = z.strictObject({
  version: z.number().int(),
  source: z.string(),
  validFrom: z.string(),
  negationReach: z.number().int().min(0),
  opinionatedFrom: z.number().gt(0).lt(1),
  sets: z
    .record(z.string(), z.array(z.string()).min(1))
    .refine(
      (sets) => ['positive', 'negative', 'negator'].every((name) => name in sets),
      'the lists positive, negative and negator are needed',
    ),
});

export type Lexicon = z.infer<typeof lexiconSchema>;

/** Opinion words of a text after negation has been taken into account. */
export interface Polarity {
  readonly positive: readonly Hit[];
  readonly negative: readonly Hit[];
}

/** Words that say good or bad; a negator shortly before turns a word, and of overlapping words the longest counts. */
export function polarityOf(scan: Scan, lexicon: Lexicon): Polarity {
  const negators = scan.hits('negator');
  const positive: Hit[] = [];
  const negative: Hit[] = [];
  for (const { hit, good } of longest(scan)) {
    const turned = negators.some(
      (negator) => negator.end <= hit.start && hit.start - negator.end <= lexicon.negationReach && plain(scan.text, negator, hit),
    );
    if (good !== turned) positive.push(hit);
    else negative.push(hit);
  }
  return { positive, negative };
}

function plain(text: string, negator: Hit, word: Hit): boolean {
  return !/[，。！？；,.!?;：:、\s]/u.test(text.slice(negator.end, word.start));
}

function longest(scan: Scan): { hit: Hit; good: boolean }[] {
  const all = [
    ...scan.hits('positive').map((hit) => ({ hit, good: true })),
    ...scan.hits('negative').map((hit) => ({ hit, good: false })),
  ].sort((a, b) => a.hit.start - b.hit.start || b.hit.end - a.hit.end);
  const kept: { hit: Hit; good: boolean }[] = [];
  let end = -1;
  for (const entry of all) {
    if (entry.hit.start < end) continue;
    kept.push(entry);
    end = entry.hit.end;
  }
  return kept;
}

/** What the models see beside n-grams: how often each kind of word occurs, which topics the text has, and its length. */
export function countedFeatures(scan: Scan, lexicon: Lexicon, topics: readonly TopicLabel[]): Counted {
  const { positive, negative } = polarityOf(scan, lexicon);
  const size = Math.sqrt(1 + scan.text.length / 60);
  const counted: Record<string, number> = {
    'words:balance': (positive.length - negative.length) / size,
    'words:positive': Math.log1p(positive.length) / size,
    'words:negative': Math.log1p(negative.length) / size,
    'words:none': positive.length + negative.length === 0 ? 1 : 0,
    'length:short': scan.text.length < 60 ? 1 : 0,
  };
  for (const name of Object.keys(lexicon.sets)) {
    if (name === 'positive' || name === 'negative') continue;
    const count = scan.hits(name).length;
    if (count > 0) counted[`set:${name}`] = Math.min(2, Math.log2(1 + count)) / size;
  }
  for (const topic of topics) counted[`topic:${topic.topic}`] = topic.score;
  return counted;
}

export type SentimentLabel = 'positive' | 'negative' | 'neutral';

export interface Sentiment {
  readonly label: SentimentLabel;
  /** P(positive) against negative. */
  readonly score: number;
  /** How sure the label is, 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly string[];
}

export interface SentimentModels {
  readonly polarity: LinearModel;
  readonly opinionated: LinearModel;
}

/** Judges what a text makes its reader think of the thing it speaks of. */
export function sentimentOf(scan: Scan, lexicon: Lexicon, input: { grams: Grams; counted: Counted; models: SentimentModels }): Sentiment {
  const good = sigmoid(logOdds(input.models.polarity, input.grams, input.counted));
  const says = sigmoid(logOdds(input.models.opinionated, input.grams, input.counted));
  const label: SentimentLabel = says < lexicon.opinionatedFrom ? 'neutral' : good >= 0.5 ? 'positive' : 'negative';
  const confidence = label === 'neutral' ? 1 - says : says * Math.max(good, 1 - good);
  const { positive, negative } = polarityOf(scan, lexicon);
  const words = label === 'positive' ? positive : label === 'negative' ? negative : [...scan.hits('measures'), ...scan.hits('routine')];
  return { label, score: Number(good.toFixed(4)), confidence: Number(confidence.toFixed(4)), evidence: wordsOf(scan.text, words) };
}
