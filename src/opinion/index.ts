export { type Analyser, type Analysis, analyse, classifySentiment, classifyTopics, createAnalyser } from './analyse.ts';
export { type Background, countPairs, encodePairs } from './background.ts';
export { type BurstDetector, type BurstRules, type BurstScore, type BurstState, createBurstDetector } from './burst.ts';
export { brandsIn, classifyArticle, loadOpinionDeps, type OpinionDeps } from './classify.ts';
export { type ClusterArticle, type Clusterer, createClusterer, type Placement } from './cluster.ts';
export type { ClusterRules, ClusterState } from './cluster-memory.ts';
export { type BrandName, findBrands, findRegions, type Mention, nameFinder, type Place } from './entities.ts';
export { type EventView, eventDetailSchema, eventQuerySchema, eventSchema } from './event-schemas.ts';
export { type Baseline, type EvidenceArticle, type ScorePart, type Warning, type WarningEvidence, warningLevel } from './level.ts';
export { encodeModel, type LinearModel } from './linear-model.ts';
export {
  loadBurstRules,
  loadClusterBackground,
  loadClusterRules,
  loadOpinionModels,
  loadOpinionRules,
  loadWarningRules,
  type OpinionModels,
  type OpinionRules,
} from './models.ts';
export { rulesDir } from './rule-files.ts';
export type { Sentiment, SentimentLabel } from './sentiment.ts';
export { deleteSampleEvents, deleteState, eventForAlert } from './store.ts';
export type { Article } from './text.ts';
export { foldArticle } from './text.ts';
export type { TopicLabel } from './topics.ts';
export { HEADS, type HeadName, type LabelledText, type OwnRow, parseOwnRows, trainHead, weakLabel } from './training.ts';
export { reconcileEvents, updateEvents } from './update-events.ts';
export { getEvent, listEvents, worstEvents } from './views.ts';
export { GRADES, LEVELS, type SourceGrade, type WarningLevelId, type WarningRules } from './warning-rules.ts';
