import type { Context } from '#src/base/context.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import { enqueue } from '#src/queue/index.ts';
import { pendingPagesSince } from '#src/sources/index.ts';
import { type DocumentRow, unanalysedSince } from './store.ts';

/** Asks for a document to be analysed again, because something it was judged by has changed. */
export async function reanalyse(ctx: Context, documents: readonly DocumentRow[], occasion: string): Promise<void> {
  await enqueue(
    ctx,
    ...documents.map((doc) => ({
      name: 'document.analyse' as const,
      key: `${doc.id}/${doc.version}/${occasion}`,
      payload: { documentId: doc.id, version: doc.version },
    })),
  );
}

const BATCH = 1_000;

/**
 * Asks again for the work the database says is not done, although its job should long have ended: the queue may have lost it.
 * Doing it twice is harmless.
 * @param olderThan work younger than this is left to its job
 */
export async function reconcileDocuments(ctx: Context, olderThan: Date): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const occasion = newId('again', tx.clock);
    const pages = await pendingPagesSince(tx.db, olderThan, BATCH);
    await enqueue(
      tx,
      ...pages.map((page) => ({ name: 'source.page' as const, key: `${page.id}/${occasion}`, payload: { pageId: page.id } })),
    );
    const documents = await unanalysedSince(tx.db, olderThan, BATCH);
    await reanalyse(tx, documents, occasion);
    return pages.length + documents.length;
  });
}
