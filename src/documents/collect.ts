import type { Context } from '#src/base/context.ts';
import type { BlobStore } from '#src/blob/index.ts';
import { inTransaction } from '#src/db/index.ts';
import { decodePage, type Fetcher, type FetchFailed } from '#src/fetch/index.ts';
import { enqueue, JobError } from '#src/queue/index.ts';
import {
  addTargets,
  type CollectedItem,
  countAttempt,
  endPage,
  findPlugin,
  finishRunIfDone,
  lockRun,
  type Page,
  type PageRow,
  type ParseResult,
  pageById,
  type SourceRow,
  saveValidator,
  sourceById,
  validatorOf,
} from '#src/sources/index.ts';
import { type Collected, intakeDocument } from './intake.ts';
import { documentsOfSeller } from './store.ts';

export interface CollectDeps {
  readonly fetcher: Fetcher;
  readonly blobs: BlobStore;
}

/** Tries in all before a page is given up; a site that asks for patience costs no try, but not without end. */
const MAX_ATTEMPTS = 5;
const MAX_PATIENCE_MS = 30 * 60_000;
const RETRY_MS = 1_000;

interface Got {
  readonly page: Page;
  readonly blob: string;
  readonly fetchedAt: Date;
  readonly validator?: { readonly etag: string | null; readonly lastModified: string | null };
}

export function collectedOf(item: CollectedItem, capturedAt: Date): Collected {
  if (item.type === 'listing') {
    const { seller, ...rest } = item.listing;
    const sellerUrl = seller.shopUrl === undefined ? {} : { sellerUrl: seller.shopUrl };
    return { kind: 'listing', url: item.url, title: item.listing.title, content: { ...rest, seller }, capturedAt, ...sellerUrl };
  }
  if (item.type === 'article') {
    const published = item.article.publishedAt === undefined ? {} : { publishedAt: new Date(item.article.publishedAt) };
    return { kind: 'article', url: item.url, title: item.article.title, content: item.article, capturedAt, ...published };
  }
  return { kind: 'shop', url: item.url, title: item.seller.name, content: item.seller, capturedAt };
}

async function getPage(deps: CollectDeps, ctx: Context, row: PageRow, signal: AbortSignal): Promise<Got | FetchFailed> {
  const before = await validatorOf(ctx.db, row.sourceId, row.url);
  const conditions =
    before === undefined
      ? {}
      : {
          ...(before.etag === null ? {} : { etag: before.etag }),
          ...(before.lastModified === null ? {} : { lastModified: before.lastModified }),
        };
  const result = await deps.fetcher.fetch({ url: row.url, purpose: row.kind === 'feed' ? 'feed' : 'page', ...conditions }, signal);
  if (result.kind === 'failed') return result;
  if (result.kind === 'ok') {
    const blob = await deps.blobs.put(result.bytes);
    const contentType = result.headers['content-type'] ?? '';
    const page = { url: row.url, finalUrl: result.finalUrl, status: result.status, contentType, text: result.text(), bytes: result.bytes };
    return { page, blob, fetchedAt: result.fetchedAt, validator: { etag: result.etag ?? null, lastModified: result.lastModified ?? null } };
  }
  if (before === undefined)
    return {
      kind: 'failed',
      reason: 'unexpected-status',
      retry: 'retry',
      message: 'The server answered 304 although nothing was known of the page.',
    };
  // Unchanged: its links still have to be followed, so the stored bytes are read again.
  const bytes = await deps.blobs.get(before.blob);
  const contentType = before.contentType ?? '';
  const page = { url: row.url, finalUrl: row.url, status: 304, contentType, text: decodePage(bytes, contentType).text, bytes };
  return { page, blob: before.blob, fetchedAt: ctx.clock.now() };
}

/** Listings wait for the licence of their shop; when its page is given up, they are judged without it. */
async function releaseListings(ctx: Context, row: PageRow): Promise<void> {
  if (row.kind !== 'shop') return;
  const waiting = await documentsOfSeller(ctx.db, row.url);
  await enqueue(
    ctx,
    ...waiting.map((doc) => ({
      name: 'document.analyse' as const,
      key: `${doc.id}/${doc.version}/${row.id}`,
      payload: { documentId: doc.id, version: doc.version },
    })),
  );
}

async function giveUp(ctx: Context, row: PageRow, { reason, message, status }: FetchFailed): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const run = await lockRun(tx.db, row.runId);
    if (!(await endPage(tx.db, row.id, { state: 'failed', reason, message, status: status ?? null, updatedAt: tx.clock.now() }))) return;
    await releaseListings(tx, row);
    if (run !== undefined) await finishRunIfDone(tx, run);
  });
}

async function fail(ctx: Context, row: PageRow, failure: FetchFailed): Promise<void> {
  if (failure.retry === 'never') return giveUp(ctx, row, failure);
  const now = ctx.clock.now();
  if (failure.retry === 'later') {
    if (now.getTime() - row.createdAt.getTime() > MAX_PATIENCE_MS) return giveUp(ctx, row, failure);
    throw new JobError('later', failure.message, failure.retryAfterMs ?? RETRY_MS);
  }
  const attempts = await countAttempt(ctx.db, row.id, failure, now);
  if (attempts >= MAX_ATTEMPTS) return giveUp(ctx, row, failure);
  throw new JobError('later', failure.message, failure.retryAfterMs ?? RETRY_MS * 2 ** (attempts - 1));
}

async function keep(ctx: Context, row: PageRow, source: SourceRow, { got, parsed }: { got: Got; parsed: ParseResult }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const run = await lockRun(tx.db, row.runId);
    const now = tx.clock.now();
    const state =
      parsed.layoutChanged === undefined ? { state: 'done' } : { state: 'failed', reason: 'layout-changed', message: parsed.layoutChanged };
    const ended = await endPage(tx.db, row.id, {
      ...state,
      status: got.page.status,
      blob: got.blob,
      items: parsed.items.length,
      updatedAt: now,
    });
    if (!ended || run === undefined) return;
    const origin = { sourceId: source.id, region: source.region, sample: source.sample, blob: got.blob };
    for (const item of parsed.items) await intakeDocument(tx, collectedOf(item, got.fetchedAt), origin);
    await addTargets(tx, run, parsed.targets, row.depth + 1);
    if (got.validator !== undefined && parsed.layoutChanged === undefined) {
      await saveValidator(tx.db, {
        sourceId: source.id,
        url: row.url,
        blob: got.blob,
        contentType: got.page.contentType,
        updatedAt: now,
        ...got.validator,
      });
    }
    if (parsed.layoutChanged !== undefined) await releaseListings(tx, row);
    await finishRunIfDone(tx, run);
  });
}

/**
 * Fetches one address of a run, reads it with the plug-in of its source, and keeps what it held, in one transaction with the
 * end of the page: killed at any point, it is done again or not at all.
 * @throws JobError where the page has to be tried again later
 */
export async function collectPage(ctx: Context, deps: CollectDeps, pageId: string, signal: AbortSignal): Promise<void> {
  const row = await pageById(ctx.db, pageId);
  if (row === undefined || row.state !== 'pending') return;
  const source = await sourceById(ctx.db, row.sourceId);
  if (source === undefined) return;
  const got = await getPage(deps, ctx, row, signal);
  if ('reason' in got) return fail(ctx, row, got);
  const plugin = findPlugin(source.plugin);
  const target = { url: row.url, kind: row.kind, context: row.context as Record<string, string> };
  const parsed = plugin.parse(got.page, target, plugin.configSchema.parse(source.config));
  for (const problem of parsed.problems) ctx.log.warn({ sourceId: source.id, url: row.url, problem }, 'part of a page could not be read');
  await keep(ctx, row, source, { got, parsed });
}
