import type { Context } from '#src/base/context.ts';
import { newId } from '#src/base/ids.ts';
import { recordTraces } from '#src/documents/index.ts';
import { enqueue } from '#src/queue/index.ts';
import { type Level, levels } from './schemas.ts';
import { type AlertRow, changeAlert, insertAlert, linkDocuments, lockByKey } from './store.ts';

/** What a detector found, as an alert shows it. */
export interface Finding {
  readonly kind: 'infringement' | 'opinion' | 'source';
  readonly dedupKey: string;
  readonly groupKey: string;
  readonly level: Level;
  readonly verdict: 'violation' | 'verify' | null;
  readonly title: string;
  readonly summary: string;
  readonly brand: string | null;
  readonly region: string | null;
  readonly codes: readonly string[];
  readonly url: string | null;
  readonly documentId: string | null;
  readonly eventId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly documents: readonly { id: string; version: number }[];
  readonly sample: boolean;
  /** Why this is an alert at all, in words. */
  readonly why: string;
}

function stronger(a: string, b: Level): boolean {
  return levels.indexOf(b) > levels.findIndex((level) => level === a);
}

const LEVEL_NAMES: Record<Level, string> = { blue: '蓝', yellow: '黄', orange: '橙', red: '红' };

async function announce(ctx: Context, type: 'alert.opened' | 'alert.raised', id: string, detail: string): Promise<void> {
  await enqueue(ctx, {
    name: 'notice.announce',
    key: `${type}/${id}/${detail}`,
    payload: { type, entityId: id, key: `${type}:${id}:${detail}` },
  });
}

async function open(ctx: Context, finding: Finding): Promise<string> {
  const { why, documents, ...fields } = finding;
  const id = newId('alert', ctx.clock);
  const now = ctx.clock.now();
  await insertAlert(ctx.db, { ...fields, id, codes: [...finding.codes], state: 'open', firstSeenAt: now, lastSeenAt: now, updatedAt: now });
  await linkDocuments(ctx.db, id, documents);
  await recordTraces(
    ctx,
    { entityId: id, step: 'alert', outcome: 'opened', text: why, data: { level: finding.level, codes: finding.codes } },
    { entityId: id, step: 'group', outcome: 'grouped', text: '与同一对象的其他预警归为一组处理', data: { groupKey: finding.groupKey } },
  );
  await announce(ctx, 'alert.opened', id, 'once');
  await enqueue(ctx, { name: 'case.propose', key: `${finding.groupKey}/${id}`, payload: { groupKey: finding.groupKey } });
  return id;
}

async function fold(ctx: Context, known: AlertRow, finding: Finding): Promise<void> {
  const now = ctx.clock.now();
  const raised = stronger(known.level, finding.level);
  // A level goes up by itself; only a person takes it down.
  const level = finding.kind === 'opinion' && !raised ? known.level : finding.level;
  const reopened = known.state === 'closed' && known.closeReason === 'withdrawn';
  const { verdict, title, summary, brand, region, data, groupKey } = finding;
  const changes = {
    level,
    verdict,
    title,
    summary,
    brand,
    region,
    data,
    groupKey,
    codes: [...finding.codes],
    occurrences: known.occurrences + 1,
    lastSeenAt: now,
    updatedAt: now,
  };
  await changeAlert(
    ctx.db,
    known.id,
    known.revision,
    reopened ? { ...changes, state: 'open', closedAt: null, closeReason: null } : changes,
  );
  await linkDocuments(ctx.db, known.id, finding.documents);
  const outcome = reopened ? 'reopened' : raised ? 'raised' : 'folded';
  const text = raised
    ? `级别由${LEVEL_NAMES[known.level as Level] ?? known.level}升为${LEVEL_NAMES[finding.level]}：${finding.why}`
    : reopened
      ? `再次成立，重新打开：${finding.why}`
      : '同一事项再次出现，并入本预警';
  await recordTraces(ctx, { entityId: known.id, step: 'dedup', outcome, text, data: { level, codes: finding.codes } });
  if (raised) await announce(ctx, 'alert.raised', known.id, finding.level);
  if (raised || reopened || groupKey !== known.groupKey) {
    await enqueue(ctx, { name: 'case.propose', key: `${groupKey}/${known.id}/${known.revision}`, payload: { groupKey } });
  }
}

/** Opens an alert, or folds a repetition into the one that is there. Call it in a transaction. @returns the alert's id */
export async function raiseAlert(ctx: Context, finding: Finding): Promise<string> {
  const known = await lockByKey(ctx.db, finding.dedupKey);
  if (known === undefined) return open(ctx, finding);
  await fold(ctx, known, finding);
  return known.id;
}

/** A finding does not hold any more: closes its alert unless a person already took it up. */
export async function withdrawAlert(ctx: Context, dedupKey: string, why: string): Promise<void> {
  const known = await lockByKey(ctx.db, dedupKey);
  if (known === undefined || known.state === 'closed') return;
  if (known.state === 'acknowledged') {
    await recordTraces(ctx, { entityId: known.id, step: 'alert', outcome: 'doubtful', text: `${why}；已有人受理，由受理人决定是否关闭` });
    return;
  }
  const now = ctx.clock.now();
  await changeAlert(ctx.db, known.id, known.revision, { state: 'closed', closedAt: now, updatedAt: now, closeReason: 'withdrawn' });
  await recordTraces(ctx, { entityId: known.id, step: 'alert', outcome: 'withdrawn', text: why });
}
