import type { Context } from '#src/base/context.ts';
import { NotFoundError } from '#src/base/errors.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#src/base/page.ts';
import { parseQuery, type SearchIndex } from '#src/search/index.ts';
import { type DocumentDetail, type DocumentQuery, type DocumentView, documentQuerySchema } from './schemas.ts';
import { type DocumentRow, documentById, documentsByIds, newestDocuments, versionsOf } from './store.ts';
import { readTraces, type TraceView } from './trace.ts';

function viewOf(row: DocumentRow, snippet: string): DocumentView {
  const { id, kind, url, sourceId, title, region, version, sample } = row;
  const common = { id, kind: kind as DocumentView['kind'], url, sourceId, title, snippet, region, version, sample };
  return {
    ...common,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  };
}

/**
 * Documents newest first: all of them without a query, else those the query finds.
 * @throws QuerySyntaxError with the position of what is wrong in the query
 */
export async function searchDocuments(ctx: Context, index: SearchIndex, query: DocumentQuery): Promise<Page<DocumentView>> {
  const { q, kind, limit, cursor } = documentQuerySchema.parse(query);
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  if (q === undefined || q.trim() === '') {
    const rows = await newestDocuments(ctx.db, limit, after, kind);
    return pageOf(
      rows,
      limit,
      (row) => ({ at: row.firstSeenAt, id: row.id }),
      (row) => viewOf(row, ''),
    );
  }
  const asked = parseQuery(q); // on its own first: positions in error messages are those of what the user typed
  const wanted = kind === undefined ? asked : parseQuery(`(${q}) kind:${kind}`);
  const found = await index.search({ query: wanted, limit, highlight: true, ...(after === undefined ? {} : { after }) });
  const rows = new Map(
    (
      await documentsByIds(
        ctx.db,
        found.hits.map((hit) => hit.id),
      )
    ).map((row) => [row.id, row]),
  );
  const items = found.hits.flatMap((hit) => {
    const row = rows.get(hit.id);
    return row === undefined ? [] : [viewOf(row, hit.snippet)];
  });
  return { items, nextCursor: found.next === null ? null : encodeCursor(found.next) };
}

export async function getDocument(ctx: Context, id: string): Promise<DocumentDetail> {
  const row = await documentById(ctx.db, id);
  if (row === undefined) throw new NotFoundError(`There is no document ${id}.`);
  const versions = await versionsOf(ctx.db, id);
  return {
    ...viewOf(row, ''),
    content: (versions[0]?.content ?? {}) as Record<string, unknown>,
    versions: versions.map(({ version, capturedAt, contentHash }) => ({ version, capturedAt: capturedAt.toISOString(), contentHash })),
  };
}

const KINDS: Readonly<Record<string, string>> = { doc: 'document', alert: 'alert', case: 'case', ev: 'event', del: 'delivery' };

/** Everything that was decided about a thing, in order. @throws NotFoundError where nothing is known of it */
export async function explain(ctx: Context, id: string): Promise<{ id: string; type: string; steps: TraceView[] }> {
  const steps = await readTraces(ctx, id);
  if (steps.length === 0) throw new NotFoundError(`Nothing is known of ${id}: give the id of a document, alert, case, event or delivery.`);
  return { id, type: KINDS[id.split('_')[0] ?? ''] ?? 'unknown', steps };
}
