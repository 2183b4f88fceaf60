import { recordAudit } from '#src/audit/index.ts';
import type { Context } from '#src/base/context.ts';
import { ConflictError, NotFoundError } from '#src/base/errors.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import { enqueue } from '#src/queue/index.ts';
import { findPlugin } from './registry.ts';
import type { FetchTarget } from './source.ts';
import {
  allSources,
  countHealth,
  dueSources,
  failedPages,
  hasPendingPages,
  insertPages,
  insertRun,
  pendingAddress,
  type RunRow,
  type SourceRow,
  sourceById,
  tallyRun,
  updateRun,
  updateSource,
} from './store.ts';
import type { SourceView } from './views.ts';

/** Further addresses of a run are not followed: a spider trap ends here. */
const MAX_PAGES = 5_000;
const MAX_DEPTH = 60;

/** Puts addresses into the frontier of a run, each once, and asks for the new ones. @returns how many were new */
export async function addTargets(
  ctx: Context,
  run: Pick<RunRow, 'id' | 'sourceId'>,
  targets: readonly FetchTarget[],
  depth: number,
): Promise<number> {
  if (targets.length === 0 || depth > MAX_DEPTH) return 0;
  const { pending, done, failed } = await tallyRun(ctx.db, run.id);
  const room = MAX_PAGES - (pending + done + failed);
  const now = ctx.clock.now();
  const rows = targets.slice(0, Math.max(0, room)).map((target) => ({
    id: newId('page', ctx.clock),
    runId: run.id,
    sourceId: run.sourceId,
    url: target.url,
    kind: target.kind,
    context: target.context ?? {},
    depth,
    state: 'pending',
    createdAt: now,
    updatedAt: now,
  }));
  const added = await insertPages(ctx.db, rows);
  // Deeper pages first: the licence of a shop completes a listing that is read already, and the frontier stays short.
  const priority = MAX_DEPTH + 1 - depth;
  await enqueue(ctx, ...added.map((page) => ({ name: 'source.page' as const, key: page.id, payload: { pageId: page.id }, priority })));
  return added.length;
}

/** Starts a run unless one is under way. @returns whether it was started */
export async function startRun(ctx: Context, source: SourceRow): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const run = { id: newId('run', tx.clock), sourceId: source.id, startedAt: now, state: 'running' };
    if (!(await insertRun(tx.db, run))) return false;
    const plugin = findPlugin(source.plugin);
    const seeds = plugin.seeds(plugin.configSchema.parse(source.config), { id: source.id, url: source.url });
    await addTargets(tx, run, seeds, 0);
    await updateSource(tx.db, source.id, { lastRunAt: now, nextRunAt: new Date(now.getTime() + source.intervalMinutes * 60_000) });
    return true;
  });
}

/** Starts every source whose time has come. @returns how many were started */
export async function startDueRuns(ctx: Context): Promise<number> {
  let started = 0;
  for (const source of await dueSources(ctx.db, ctx.clock.now())) {
    try {
      if (await startRun(ctx, source)) started += 1;
    } catch (error) {
      ctx.log.error({ err: error, sourceId: source.id }, 'source could not be started');
      const retryAt = new Date(ctx.clock.now().getTime() + source.intervalMinutes * 60_000);
      await updateSource(ctx.db, source.id, {
        nextRunAt: retryAt,
        health: 'failing',
        healthReason: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return started;
}

/** A person asks for a run now. */
export async function runSource(ctx: Context, id: string): Promise<SourceView> {
  const source = await sourceById(ctx.db, id);
  if (source === undefined) throw new NotFoundError(`There is no source ${id}.`);
  if (!(await startRun(ctx, source))) throw new ConflictError(`A run of ${source.name} is already under way; wait for its end.`);
  await inTransaction(ctx, (tx) => recordAudit(tx, { action: 'source.run', entityType: 'source', entityId: id }));
  return viewOf((await sourceById(ctx.db, id)) ?? source);
}

async function healthOf(ctx: Context, runId: string): Promise<Pick<SourceRow, 'health' | 'healthReason'>> {
  const { done, failed, items } = await tallyRun(ctx.db, runId);
  if (failed === 0 && (items > 0 || done > 0)) return { health: 'good', healthReason: null };
  const examples = await failedPages(ctx.db, runId, 3);
  const reasons = examples.map((page) => `${page.url}: ${page.message ?? page.reason ?? 'failed'}`).join('; ');
  return { health: done === 0 ? 'failing' : 'partial', healthReason: `共 ${failed + done} 页，${failed} 页没有读到。${reasons}` };
}

/** Closes the run when nothing is pending any more. Call it with the run locked, after a page ended. */
export async function finishRunIfDone(ctx: Context, run: RunRow): Promise<boolean> {
  const tally = await tallyRun(ctx.db, run.id);
  if (tally.pending > 0 || run.state !== 'running') return false;
  const now = ctx.clock.now();
  const health = await healthOf(ctx, run.id);
  await updateRun(ctx.db, run.id, {
    state: 'finished',
    finishedAt: now,
    pages: tally.done + tally.failed,
    failed: tally.failed,
    items: tally.items,
    reason: health.healthReason,
  });
  await updateSource(ctx.db, run.sourceId, { ...health, ...(health.health === 'failing' ? {} : { lastGoodAt: now }) });
  await enqueue(ctx, { name: 'event.update', key: run.id, payload: {} });
  return true;
}

function viewOf(row: SourceRow): SourceView {
  const { config: _config, lastRunAt, lastGoodAt, nextRunAt, health, ...rest } = row;
  const text = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...rest,
    health: health as SourceView['health'],
    lastRunAt: text(lastRunAt),
    lastGoodAt: text(lastGoodAt),
    nextRunAt: text(nextRunAt),
  };
}

export async function listSources(ctx: Context): Promise<SourceView[]> {
  return (await allSources(ctx.db)).map(viewOf);
}

/** Whether some run still has to fetch this address. */
export function isAddressPending(ctx: Context, url: string): Promise<boolean> {
  return pendingAddress(ctx.db, url);
}

/** The trust grade of every source, by id. */
export async function sourceGrades(ctx: Context): Promise<ReadonlyMap<string, string>> {
  return new Map((await allSources(ctx.db)).map((source) => [source.id, source.grade]));
}

/** Enabled sources by health. */
export function countSources(ctx: Context): Promise<Record<string, number>> {
  return countHealth(ctx.db);
}

/** Whether the sample world is among the sources. */
export async function hasSampleSources(ctx: Context): Promise<boolean> {
  return (await allSources(ctx.db)).some((source) => source.sample);
}

/** Whether sources other than those of this kind are bringing pages right now. */
export function isCollecting(ctx: Context, exceptKind: string): Promise<boolean> {
  return hasPendingPages(ctx.db, exceptKind);
}
