import type { z } from 'zod';
import { recordAudit } from '#src/audit/index.ts';
import type { Context } from '#src/base/context.ts';
import { ConflictError, NotFoundError, StaleError } from '#src/base/errors.ts';
import { decodeCursor, type Page, pageOf } from '#src/base/page.ts';
import { inTransaction } from '#src/db/index.ts';
import { documentsByIds, readTraces, recordTraces } from '#src/documents/index.ts';
import { closeReasonName } from './rules.ts';
import {
  type AlertDetail,
  type AlertQuery,
  type AlertView,
  type acknowledgeAlertSchema,
  alertQuerySchema,
  type closeAlertSchema,
  type Level,
} from './schemas.ts';
import { type AlertRow, alertById, caseIdsOf, changeAlert, documentIdsOf, findAlerts, groupOf } from './store.ts';

function viewOf(row: AlertRow, documents: AlertView['documents'], caseIds: readonly string[]): AlertView {
  const {
    acknowledgedAt: _at,
    closedAt: _closed,
    dedupKey: _dedup,
    data: _data,
    updatedAt: _updated,
    firstSeenAt,
    lastSeenAt,
    ...rest
  } = row;
  return {
    ...(rest as unknown as AlertView),
    documents,
    caseIds: [...caseIds],
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  };
}

async function viewsOf(ctx: Context, rows: readonly AlertRow[]): Promise<AlertView[]> {
  const ids = rows.map((row) => row.id);
  const links = await documentIdsOf(ctx.db, ids);
  const known = new Map((await documentsByIds(ctx.db, [...new Set(links.map((link) => link.documentId))])).map((doc) => [doc.id, doc]));
  const documents = new Map<string, AlertView['documents']>();
  for (const { alertId, documentId } of links) {
    const doc = known.get(documentId);
    if (doc !== undefined) documents.set(alertId, [...(documents.get(alertId) ?? []), { id: doc.id, url: doc.url, title: doc.title }]);
  }
  const cases = new Map<string, string[]>();
  for (const { alertId, caseId } of await caseIdsOf(ctx.db, ids)) cases.set(alertId, [...(cases.get(alertId) ?? []), caseId]);
  return rows.map((row) => viewOf(row, documents.get(row.id) ?? [], cases.get(row.id) ?? []));
}

export async function listAlerts(ctx: Context, query: AlertQuery): Promise<Page<AlertView>> {
  const { cursor, limit, ...filter } = alertQuerySchema.parse(query);
  const rows = await findAlerts(ctx.db, { ...filter, limit, ...(cursor === undefined ? {} : { after: decodeCursor(cursor) }) });
  const page = pageOf(
    rows,
    limit,
    (row) => ({ at: row.firstSeenAt, id: row.id }),
    (row) => row,
  );
  return { items: await viewsOf(ctx, page.items), nextCursor: page.nextCursor };
}

async function requireAlert(ctx: Context, id: string): Promise<AlertRow> {
  const row = await alertById(ctx.db, id);
  if (row === undefined) throw new NotFoundError(`There is no alert ${id}.`);
  return row;
}

export async function getAlert(ctx: Context, id: string): Promise<AlertDetail> {
  const row = await requireAlert(ctx, id);
  const [view] = await viewsOf(ctx, [row]);
  if (view === undefined) throw new NotFoundError(`There is no alert ${id}.`);
  const group = (await groupOf(ctx.db, row.groupKey, 21)).filter((other) => other.id !== id).slice(0, 20);
  return {
    ...view,
    data: row.data as Record<string, unknown>,
    group: group.map((other) => ({
      id: other.id,
      title: other.title,
      level: other.level as Level,
      state: other.state as AlertView['state'],
    })),
    reasons: await readTraces(ctx, id),
  };
}

interface Move {
  readonly id: string;
  readonly revision?: number | undefined;
  readonly note?: string | undefined;
}

interface Change {
  readonly action: string;
  readonly text: string;
  readonly allowed: readonly string[];
  readonly fields: Partial<AlertRow>;
  readonly data: Record<string, unknown>;
}

function actorName(ctx: Context): string {
  return ctx.actor.kind === 'system' ? ctx.actor.id : ctx.actor.name;
}

async function moveAlert(ctx: Context, move: Move, change: Change): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await requireAlert(tx, move.id);
    if (move.revision !== undefined && move.revision !== row.revision) {
      throw new StaleError('Somebody changed this alert since you loaded it; load it again and decide anew.', { revision: row.revision });
    }
    if (!change.allowed.includes(row.state)) throw new ConflictError(`This alert is ${row.state} already.`, { state: row.state });
    // The revision in the condition decides between two people who act at the same moment.
    const changed = await changeAlert(tx.db, row.id, row.revision, { ...change.fields, updatedAt: tx.clock.now() });
    if (changed === undefined) throw new ConflictError('Somebody else changed this alert at the same moment; load it again.');
    await recordTraces(tx, {
      entityId: row.id,
      step: 'triage',
      outcome: change.action,
      text: `${change.text}${move.note === undefined ? '' : `：${move.note}`}`,
      data: { by: actorName(ctx), ...change.data },
    });
    await recordAudit(tx, {
      action: `alert.${change.action}`,
      entityType: 'alert',
      entityId: row.id,
      data: { ...change.data, note: move.note },
    });
  });
}

/** Somebody takes the alert up. @throws ConflictError where it is no longer open */
export async function acknowledgeAlert(ctx: Context, input: z.output<typeof acknowledgeAlertSchema>): Promise<AlertDetail> {
  const by = actorName(ctx);
  await moveAlert(ctx, input, {
    action: 'acknowledge',
    text: `${by} 受理`,
    allowed: ['open'],
    fields: { state: 'acknowledged', acknowledgedBy: by, acknowledgedAt: ctx.clock.now() },
    data: {},
  });
  return getAlert(ctx, input.id);
}

/** Somebody closes the alert with a reason. @throws ConflictError where it is closed already */
export async function closeAlert(ctx: Context, input: z.output<typeof closeAlertSchema>): Promise<AlertDetail> {
  const fields = { state: 'closed', closeReason: input.reason, closedAt: ctx.clock.now() };
  await moveAlert(ctx, input, {
    action: 'close',
    text: `${actorName(ctx)} 关闭（${closeReasonName(input.reason)}）`,
    allowed: ['open', 'acknowledged'],
    fields,
    data: { reason: input.reason },
  });
  return getAlert(ctx, input.id);
}
