import { type BrandName, type FindNames, type Mention, nameFinder, placeFinder } from './entities.ts';
import type { OpinionModels, OpinionRules } from './models.ts';
import { countedFeatures, type Sentiment, sentimentOf } from './sentiment.ts';
import { type Article, foldArticle } from './text.ts';
import { type TopicLabel, topicsOf } from './topics.ts';

/** What one article says: each label with the words it rests on. */
export interface Analysis {
  readonly id: string;
  readonly sentiment: Sentiment;
  readonly topics: readonly TopicLabel[];
  readonly brands: readonly Mention[];
  /** GB/T 2260 codes, smallest units only. */
  readonly regions: readonly Mention[];
}

export function classifySentiment(article: Article, models: OpinionModels): Sentiment {
  const folded = foldArticle(article);
  const scan = models.scan(folded);
  const counted = countedFeatures(scan, models.lexicon, topicsOf(scan, models.topics));
  return sentimentOf(scan, models.lexicon, { grams: models.grams(folded), counted, models: models.sentiment });
}

export function classifyTopics(article: Article, rules: OpinionRules): TopicLabel[] {
  return topicsOf(rules.scan(foldArticle(article)), rules.topics);
}

export type Analyser = (article: Article) => Analysis;

/** An analyser that knows these brands and the places of the models; build it once and keep it. */
export function createAnalyser(models: OpinionModels, brands: readonly BrandName[]): Analyser {
  const brandNames = nameFinder(brands.map((brand) => ({ id: brand.id, names: [brand.name, ...brand.aliases] })));
  const placeNames = placeFinder(models.places);
  return (article) => analyseWith(article, models, { brandNames, placeNames });
}

/** Judges one article on its own. For many articles keep a `createAnalyser`. */
export function analyse(article: Article, models: OpinionModels, brands: readonly BrandName[] = []): Analysis {
  return createAnalyser(models, brands)(article);
}

function analyseWith(article: Article, models: OpinionModels, names: { brandNames: FindNames; placeNames: FindNames }): Analysis {
  const folded = foldArticle(article);
  const scan = models.scan(folded);
  const topics = topicsOf(scan, models.topics);
  const counted = countedFeatures(scan, models.lexicon, topics);
  const sentiment = sentimentOf(scan, models.lexicon, { grams: models.grams(folded), counted, models: models.sentiment });
  return { id: article.id, sentiment, topics, brands: names.brandNames(folded), regions: names.placeNames(folded) };
}
