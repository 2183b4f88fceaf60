import { parse } from 'csv-parse/sync';
import type { LinearModel } from './linear-model.ts';
import type { OpinionRules } from './models.ts';
import { countedFeatures, polarityOf, type SentimentLabel } from './sentiment.ts';
import { type Article, foldArticle } from './text.ts';
import { topicsOf } from './topics.ts';
import { type Example, type TrainingOptions, trainModel } from './train-model.ts';

/** A labelled text. `weight` says how much it counts against the others. */
export interface LabelledText {
  readonly text: string;
  readonly title?: string;
  readonly label: SentimentLabel;
  readonly weight: number;
}

/** What to train: `polarity` tells positive from negative, `opinionated` tells both from neutral. */
export const HEADS = ['polarity', 'opinionated'] as const;
export type HeadName = (typeof HEADS)[number];

export const TRAINING: Readonly<Record<HeadName, TrainingOptions>> = {
  polarity: { epochs: 12, rate: 0.1, gramPenalty: 2e-5, countedPenalty: 1e-3 },
  opinionated: { epochs: 25, rate: 0.1, gramPenalty: 2e-5, countedPenalty: 1e-2 },
};

/** Trains one head from labelled texts. The same texts in the same order give the same model. */
export function trainHead(head: HeadName, texts: readonly LabelledText[], rules: OpinionRules): LinearModel {
  const used = head === 'polarity' ? texts.filter((text) => text.label !== 'neutral') : texts;
  return trainModel(
    used.map((text) => exampleOf(text, head === 'polarity' ? text.label === 'positive' : text.label !== 'neutral', rules)),
    TRAINING[head],
  );
}

function exampleOf(text: LabelledText, positive: boolean, rules: OpinionRules): Example {
  const article: Article = { id: '', text: text.text, ...(text.title !== undefined && { title: text.title }) };
  const folded = foldArticle(article);
  const scan = rules.scan(folded);
  return { text: folded, counted: countedFeatures(scan, rules.lexicon, topicsOf(scan, rules.topics)), positive, weight: text.weight };
}

/** A label for an unlabelled review where the opinion words leave no doubt; undefined where they do. */
export function weakLabel(text: string, rules: OpinionRules): 'positive' | 'negative' | undefined {
  const scan = rules.scan(foldArticle({ id: '', text }));
  const { positive, negative } = polarityOf(scan, rules.lexicon);
  if (positive.length >= 2 && negative.length === 0) return 'positive';
  if (negative.length >= 2 && positive.length === 0) return 'negative';
  return undefined;
}

/** A row written for this project: what it makes its reader think, its topics, title (may be empty) and text. */
export interface OwnRow {
  readonly sentiment: SentimentLabel;
  readonly topics: readonly string[];
  readonly title: string;
  readonly text: string;
}

const LABELS: Readonly<Record<string, SentimentLabel>> = { positive: 'positive', negative: 'negative', neutral: 'neutral' };

/** Reads the own rows: tab-separated, header `sentiment topics title text`, topics joined by commas, lines with # are comments. @throws when a label is unknown */
export function parseOwnRows(tsv: string): OwnRow[] {
  const rows: Record<string, string>[] = parse(tsv, {
    delimiter: '\t',
    columns: true,
    quote: null,
    comment: '#',
    relax_column_count_less: true,
  });
  return rows.map((row, index) => {
    const sentiment = LABELS[row['sentiment'] ?? ''];
    if (sentiment === undefined) throw new Error(`row ${index + 1}: "${row['sentiment']}" is not positive, negative or neutral`);
    return { sentiment, topics: (row['topics'] ?? '').split(',').filter(Boolean), title: row['title'] ?? '', text: row['text'] ?? '' };
  });
}
