import { join } from 'node:path';
import { StartError } from '#src/base/errors.ts';
import { type Background, loadPairs } from './background.ts';
import { type BurstRules, burstRulesSchema } from './burst.ts';
import { type ClusterRules, clusterRulesSchema } from './cluster-memory.ts';
import { type Scanner, scanner } from './cues.ts';
import { type Gazetteer, placeFinder, placesSchema } from './entities.ts';
import { type Grams, gramExtractor } from './features.ts';
import { loadModel } from './linear-model.ts';
import { loadRules, rulesDir } from './rule-files.ts';
import { type Lexicon, lexiconSchema, type SentimentModels } from './sentiment.ts';
import { type TopicRules, topicRulesSchema } from './topics.ts';
import { type WarningRules, warningRulesSchema } from './warning-rules.ts';

/** Word lists and topic rules, ready to search: all that is needed to find topics, and to train. */
export interface OpinionRules {
  readonly lexicon: Lexicon;
  readonly topics: TopicRules;
  readonly scan: Scanner;
  readonly grams: (folded: string) => Grams;
}

/** Everything that judging one text needs. */
export interface OpinionModels extends OpinionRules {
  readonly sentiment: SentimentModels;
  readonly places: Gazetteer;
}

/** @throws StartError when a rule file is missing or wrong */
export function loadOpinionRules(folder: string = rulesDir()): OpinionRules {
  const lexicon = loadRules(lexiconSchema, 'lexicon.yaml', folder);
  const topics = loadRules(topicRulesSchema, 'topics.yaml', folder);
  const shared = Object.keys(topics.sets).filter((name) => name in lexicon.sets);
  if (shared.length > 0) {
    throw new StartError(
      `${folder}: the word lists ${shared.join(', ')} are in lexicon.yaml and in topics.yaml; give one of them another name.`,
    );
  }
  return { lexicon, topics, scan: scanner({ ...lexicon.sets, ...topics.sets }), grams: gramExtractor() };
}

/** @throws StartError when a rule or model file is missing or wrong */
export function loadOpinionModels(folder: string = rulesDir()): OpinionModels {
  const models = join(folder, 'models');
  return {
    ...loadOpinionRules(folder),
    sentiment: { polarity: loadModel(join(models, 'polarity.bin')), opinionated: loadModel(join(models, 'opinionated.bin')) },
    places: loadRules(placesSchema, 'places.yaml', folder),
  };
}

/** @throws StartError when the rule file is missing or wrong */
export function loadBurstRules(folder: string = rulesDir()): BurstRules {
  return loadRules(burstRulesSchema, 'burst.yaml', folder);
}

/** @throws StartError when the rule file is missing or wrong */
export function loadClusterRules(folder: string = rulesDir()): ClusterRules {
  return loadRules(clusterRulesSchema, 'cluster.yaml', folder);
}

/** What clustering knows beforehand. @throws StartError when a file is missing or cut short */
export function loadClusterBackground(folder: string = rulesDir()): Background {
  const places = loadRules(placesSchema, 'places.yaml', folder);
  return { ...loadPairs(join(folder, 'models', 'pairs.bin')), findPlaces: placeFinder(places) };
}

/** @throws StartError when the rule file is missing or wrong */
export function loadWarningRules(folder: string = rulesDir()): WarningRules {
  return loadRules(warningRulesSchema, 'warnings.yaml', folder);
}
