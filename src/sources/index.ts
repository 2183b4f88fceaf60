export { type ExtractedArticle, extractArticle } from './extract-article.ts';
export { type ExtractedListing, extractListing } from './extract-listing.ts';
export { loadSourceFiles } from './load-files.ts';
export { findPlugin } from './registry.ts';
export {
  addTargets,
  countSources,
  finishRunIfDone,
  hasSampleSources,
  isAddressPending,
  isCollecting,
  listSources,
  runSource,
  sourceGrades,
  startDueRuns,
} from './run.ts';
export { type SourceInput, saveSource } from './save.ts';
export type { CollectedItem } from './schemas.ts';
export type { FetchTarget, Page, ParseResult } from './source.ts';
export {
  countAttempt,
  deleteSampleSources,
  endPage,
  lockRun,
  type PageRow,
  pageById,
  pendingPagesSince,
  type SourceRow,
  saveValidator,
  sourceById,
  validatorOf,
} from './store.ts';
export { sourceViewSchema } from './views.ts';
