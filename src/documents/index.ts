export { type CollectDeps, collectPage } from './collect.ts';
export { type Collected, type DocumentKind, intakeDocument } from './intake.ts';
export { PUSH_SOURCE, pushDocuments } from './push.ts';
export { explain, getDocument, searchDocuments } from './views.ts';
export { reanalyse, reconcileDocuments } from './reanalyse.ts';
export {
  countDocuments,
  deleteSampleDocuments,
  type DocumentRow,
  documentById,
  documentsByIds,
  documentsOfSeller,
  markAnalysed,
  type VersionRow,
  versionOf,
} from './store.ts';
export { documents, documentVersions } from './tables.ts';
export { readableText, searchDocumentOf } from './search-document.ts';
export { readTraces, recordTraces, type Trace } from './trace.ts';
