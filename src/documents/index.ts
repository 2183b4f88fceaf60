export { type CollectDeps, collectPage } from './collect.ts';
export { type Collected, type DocumentKind, intakeDocument } from './intake.ts';
export { PUSH_SOURCE, pushDocuments } from './push.ts';
export { reanalyse, reconcileDocuments } from './reanalyse.ts';
export { documentDetailSchema, documentQuerySchema, documentSchema, type IntakeReport, intakeReportSchema } from './schemas.ts';
export { readableText, searchDocumentOf } from './search-document.ts';
export {
  countDocuments,
  type DocumentRow,
  deleteSampleDocuments,
  documentById,
  documentsByIds,
  documentsOfSeller,
  isShopUnread,
  markAnalysed,
  type VersionRow,
  versionOf,
} from './store.ts';
export { documents, documentVersions } from './tables.ts';
export { readTraces, recordTraces, type Trace } from './trace.ts';
export { explain, getDocument, searchDocuments } from './views.ts';
