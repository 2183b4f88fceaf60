import type { z } from 'zod';
import { type AlertRow, alertsByIds, alertsInGroup, levels, linkAlertsToCase } from '#src/alerts/index.ts';
import { recordAudit } from '#src/audit/index.ts';
import type { Actor, Context } from '#src/base/context.ts';
import { shanghaiDay } from '#src/base/days.ts';
import { ConflictError, InvalidError } from '#src/base/errors.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import { recordTraces } from '#src/documents/index.ts';
import { enqueue } from '#src/queue/index.ts';
import type { ClockLevel } from './clock.ts';
import { proposeCase } from './propose.ts';
import type { CaseRules } from './rules.ts';
import { type CaseDetail, openCaseSchema } from './schemas.ts';
import { startClocks } from './start-clocks.ts';
import { insertCase, insertTransition, lockSubject, nextNumber, openCaseOf } from './store.ts';
import { getCase } from './views.ts';

interface NewCase {
  readonly title: string;
  readonly summary: string;
  readonly level: ClockLevel;
  readonly region: string;
  readonly subjectKey: string;
  readonly alerts: readonly AlertRow[];
  readonly why: string;
}

function strongest(alerts: readonly AlertRow[]): ClockLevel {
  const rank = Math.max(0, ...alerts.map((alert) => levels.findIndex((level) => level === alert.level)));
  return levels[rank] ?? 'blue';
}

function subjectOf(alerts: readonly AlertRow[]): Record<string, unknown> {
  const data = alerts[0]?.data as { seller?: Record<string, unknown>; listing?: { seller?: Record<string, unknown> } } | undefined;
  return data?.seller ?? data?.listing?.seller ?? {};
}

async function rowOf(ctx: Context, found: NewCase, openedBy: Omit<Actor, 'roles'>) {
  const { title, summary, level, region, subjectKey, alerts } = found;
  const now = ctx.clock.now();
  const year = shanghaiDay(now).slice(0, 4);
  const serial = await nextNumber(ctx.db, year, now);
  return {
    id: newId('case', ctx.clock),
    number: `线索〔${year}〕${String(serial).padStart(5, '0')}号`,
    state: 'new',
    level,
    title,
    summary,
    brand: alerts[0]?.brand ?? null,
    region,
    subjectKey,
    subject: subjectOf(alerts),
    openedBy,
    openedAt: now,
    updatedAt: now,
    sample: alerts.length > 0 && alerts.every((alert) => alert.sample),
  };
}

/** Everything that has to be on record of an opened case, and who is to be told. */
async function record(ctx: Context, { id, number }: { id: string; number: string }, found: NewCase): Promise<void> {
  const { alerts, why } = found;
  const alertIds = alerts.map((alert) => alert.id);
  await linkAlertsToCase(ctx, id, alertIds);
  const linked = { step: 'case', outcome: 'linked', text: `列入案件 ${number}：${why}`, data: { caseId: id } };
  const opened = { entityId: id, step: 'case', outcome: 'opened', text: why, data: { alerts: alerts.length } };
  await recordTraces(ctx, opened, ...alertIds.map((entityId) => ({ entityId, ...linked })));
  const key = `case.opened:${id}`;
  await enqueue(ctx, { name: 'notice.announce', key, payload: { type: 'case.opened', entityId: id, key } });
  await recordAudit(ctx, { action: 'case.open', entityType: 'case', entityId: id, data: { number, why, alerts: alertIds } });
}

/** Writes the case, its first state, its clock and its links. @returns undefined where an open case on the subject exists */
async function writeCase(ctx: Context, rules: CaseRules, found: NewCase): Promise<string | undefined> {
  await lockSubject(ctx.db, found.subjectKey);
  if ((await openCaseOf(ctx.db, found.subjectKey)) !== undefined) return undefined;
  const { roles: _roles, ...openedBy } = { roles: [], ...ctx.actor };
  const row = await rowOf(ctx, found, openedBy);
  if (!(await insertCase(ctx.db, row))) return undefined;
  const { id, openedAt: at } = row;
  const first = { id: newId('move', ctx.clock), caseId: id, name: 'open', from: null, to: 'new', at, actor: openedBy };
  await insertTransition(ctx.db, { ...first, note: found.why, basis: rules.clue.source });
  await startClocks(
    ctx,
    rules,
    row,
    rules.clue.clocks.filter((clock) => clock.startsIn === 'new'),
  );
  await record(ctx, row, found);
  return id;
}

/** A person opens a case on alerts. @throws InvalidError for unknown alerts, ConflictError where the subject has an open case */
export async function openCase(ctx: Context, rules: CaseRules, input: z.input<typeof openCaseSchema>): Promise<CaseDetail> {
  const { title, summary, alertIds, region } = openCaseSchema.parse(input);
  const id = await inTransaction(ctx, async (tx) => {
    const alerts = await alertsByIds(tx, alertIds);
    const unknown = alertIds.filter((alertId) => !alerts.some((alert) => alert.id === alertId));
    if (unknown.length > 0) throw new InvalidError(`There are no alerts ${unknown.join(', ')}; a case rests on alerts that exist.`);
    const subjectKey = alerts[0]?.groupKey ?? '';
    const opened = await writeCase(tx, rules, {
      title,
      summary,
      level: strongest(alerts),
      region: region ?? alerts[0]?.region ?? tx.region,
      subjectKey,
      alerts,
      why: summary === '' ? title : summary,
    });
    if (opened !== undefined) return opened;
    const running = await openCaseOf(tx.db, subjectKey);
    throw new ConflictError(`An open case on the same subject exists (${running?.number ?? 'just opened'}); add to it instead.`, {
      caseId: running?.id,
    });
  });
  return getCase(ctx, rules, id);
}

/** Looks whether a group of alerts meets a rule, and opens or feeds the case of its subject. @returns the case's id, if there is one */
export async function proposeForGroup(ctx: Context, rules: CaseRules, groupKey: string): Promise<string | undefined> {
  return inTransaction(ctx, async (tx) => {
    const alerts = await alertsInGroup(tx, groupKey);
    const proposal = proposeCase(rules.propose, alerts);
    if (proposal === undefined) return undefined;
    const hits = alerts.filter((alert) => proposal.alertIds.includes(alert.id));
    const running = await openCaseOf(tx.db, groupKey);
    if (running !== undefined) {
      await linkAlertsToCase(tx, running.id, proposal.alertIds);
      return running.id;
    }
    const seller = String(subjectOf(hits)['name'] ?? '') || '身份不明的卖家';
    const summary = `${proposal.why}。涉及商品 ${hits.length} 件。由系统按规则提出，待人工研判。`;
    return writeCase(tx, rules, {
      title: `${seller}：${proposal.ruleName}`,
      summary,
      level: proposal.level,
      region: hits[0]?.region ?? tx.region,
      subjectKey: groupKey,
      alerts: hits,
      why: proposal.why,
    });
  });
}
