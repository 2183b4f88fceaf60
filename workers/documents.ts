import { alertLevelOf } from '#src/alerts/index.ts';
import type { Context } from '#src/base/context.ts';
import {
  type DocumentRow,
  documentById,
  markAnalysed,
  readableText,
  searchDocumentOf,
  type VersionRow,
  versionOf,
} from '#src/documents/index.ts';
import { judgeListing } from '#src/infringement/index.ts';
import { brandsIn, classifyArticle } from '#src/opinion/index.ts';
import { observeSeller } from '#src/sellers/index.ts';
import type { Worker, WorkerDeps } from './worker.ts';

/** Puts the newest version of a document into the search index, with the level of its alert. */
export async function indexDocument(deps: WorkerDeps, doc: DocumentRow, version: VersionRow): Promise<void> {
  if (doc.kind === 'shop') return;
  const brands = await brandsIn(deps.ctx, deps.opinion, `${doc.title}\n${readableText(doc, version)}`);
  const level = await alertLevelOf(deps.ctx, doc.id);
  await deps.search.index([searchDocumentOf(doc, version, { brands, ...(level === undefined ? {} : { level }) })]);
}

async function understand(ctx: Context, deps: WorkerDeps, doc: DocumentRow, version: VersionRow): Promise<void> {
  if (doc.kind === 'shop') return observeSeller(ctx, doc, version);
  if (doc.kind === 'article') return classifyArticle(ctx, deps.opinion, doc, version);
  await judgeListing(ctx, { registry: deps.registry, rules: deps.infringementRules }, doc, version);
}

/** Each step keeps its own result and may be done again; a newer version that arrived meanwhile has a job of its own. */
async function analyse(deps: WorkerDeps, documentId: string, number: number): Promise<void> {
  const doc = await documentById(deps.ctx.db, documentId);
  const version = await versionOf(deps.ctx.db, documentId, number);
  if (doc === undefined || version === undefined || doc.version !== number) return;
  await indexDocument(deps, doc, version);
  await understand(deps.ctx, deps, doc, version);
  await markAnalysed(deps.ctx.db, documentId, number, deps.ctx.clock.now());
}

export function documentsWorker(deps: WorkerDeps): Worker {
  return {
    queue: 'documents',
    concurrency: deps.concurrency.analyse,
    handlers: { 'document.analyse': ({ documentId, version }) => analyse(deps, documentId, version) },
  };
}
