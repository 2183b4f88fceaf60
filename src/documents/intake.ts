import type { Context } from '#src/base/context.ts';
import { hashOf } from '#src/base/hashing.ts';
import { newId } from '#src/base/ids.ts';
import { enqueue } from '#src/queue/index.ts';
import { insertDocument, insertVersion, lockByUrl, updateDocument } from './store.ts';
import { recordTraces } from './trace.ts';

export type DocumentKind = 'listing' | 'article' | 'shop';

/** A page or a pushed line, read and reduced to what is kept of it. */
export interface Collected {
  readonly kind: DocumentKind;
  readonly url: string;
  readonly title: string;
  /** All fields of the thing as collected; equal content is the same version. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly sellerUrl?: string;
  readonly publishedAt?: Date;
  readonly capturedAt: Date;
}

export interface Origin {
  readonly sourceId: string;
  readonly region: string | null;
  readonly sample: boolean;
  /** The stored page it was read from. */
  readonly blob?: string;
}

export type IntakeOutcome = 'created' | 'changed' | 'unchanged';

const KIND_NAMES: Record<DocumentKind, string> = { listing: '商品页', article: '文章', shop: '店铺页' };

/**
 * Keeps one collected document: a new one, a new version of a known one, or only the sighting. Call it in a transaction;
 * the analysis follows from the commit. Collecting the same content again changes nothing but `lastSeenAt`.
 */
export async function intakeDocument(ctx: Context, collected: Collected, origin: Origin): Promise<{ id: string; outcome: IntakeOutcome }> {
  const { kind, url, title, content, capturedAt } = collected;
  const contentHash = hashOf(content);
  const known = await lockByUrl(ctx.db, kind, url);
  if (known !== undefined && known.contentHash === contentHash) {
    if (capturedAt > known.lastSeenAt) await updateDocument(ctx.db, known.id, { lastSeenAt: capturedAt });
    return { id: known.id, outcome: 'unchanged' };
  }
  const id = known?.id ?? newId('doc', ctx.clock);
  const version = (known?.version ?? 0) + 1;
  const current = {
    title: title.slice(0, 2000),
    version,
    contentHash,
    sellerUrl: collected.sellerUrl ?? null,
    publishedAt: collected.publishedAt ?? null,
  };
  if (known === undefined) {
    const { sourceId, region, sample } = origin;
    await insertDocument(ctx.db, { id, kind, url, sourceId, region, sample, firstSeenAt: capturedAt, lastSeenAt: capturedAt, ...current });
  } else {
    await updateDocument(ctx.db, id, { ...current, lastSeenAt: capturedAt });
  }
  await insertVersion(ctx.db, { documentId: id, version, contentHash, content, capturedAt, blob: origin.blob ?? null });
  const outcome = known === undefined ? 'created' : 'changed';
  const text = known === undefined ? `首次采集到该${KIND_NAMES[kind]}` : `${KIND_NAMES[kind]}内容有变化，保存为第 ${version} 版`;
  await recordTraces(ctx, { entityId: id, step: 'intake', outcome, text, data: { sourceId: origin.sourceId, url, version } });
  await enqueue(ctx, { name: 'document.analyse', key: `${id}/${version}`, payload: { documentId: id, version } });
  return { id, outcome };
}
