import type { z } from 'zod';
import { type AlertRow, alertsByIds, alertsInGroup, linkAlertsToCase } from '#src/alerts/index.ts';
import { recordAudit } from '#src/audit/index.ts';
import type { Context } from '#src/base/context.ts';
import { ConflictError, InvalidError } from '#src/base/errors.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import { recordTraces } from '#src/documents/index.ts';
import { enqueue } from '#src/queue/index.ts';
import { shanghaiDay } from './calendar.ts';
import { type ClockLevel, dueAt } from './clock.ts';
import { proposeCase } from './propose.ts';
import type { CaseRules } from './rules.ts';
import { type CaseDetail, openCaseSchema } from './schemas.ts';
import { insertCase, insertClocks, insertTransition, lockSubject, nextNumber, openCaseOf } from './store.ts';
import { getCase } from './views.ts';

const LEVELS: readonly ClockLevel[] = ['blue', 'yellow', 'orange', 'red'];

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
  const rank = Math.max(0, ...alerts.map((alert) => LEVELS.findIndex((level) => level === alert.level)));
  return LEVELS[rank] ?? 'blue';
}

function subjectOf(alerts: readonly AlertRow[]): Record<string, unknown> {
  const data = alerts[0]?.data as { seller?: Record<string, unknown>; listing?: { seller?: Record<string, unknown> } } | undefined;
  return data?.seller ?? data?.listing?.seller ?? {};
}

async function startClocks(ctx: Context, rules: CaseRules, caseId: string, level: ClockLevel): Promise<void> {
  const now = ctx.clock.now();
  const starting = rules.clue.clocks.filter((clock) => clock.startsIn === 'new');
  await insertClocks(
    ctx.db,
    starting.map((clock) => ({
      id: newId('clock', ctx.clock),
      caseId,
      clock: clock.id,
      origin: clock.origin,
      basis: clock.basis,
      rulesVersion: rules.clue.version,
      startedAt: now,
      dueAt: dueAt(clock, level, now),
    })),
  );
}

/** Writes the case, its first state, its clock and its links. @returns undefined where an open case on the subject exists */
async function writeCase(ctx: Context, rules: CaseRules, found: NewCase): Promise<string | undefined> {
  const id = newId('case', ctx.clock);
  const now = ctx.clock.now();
  await lockSubject(ctx.db, found.subjectKey);
  if ((await openCaseOf(ctx.db, found.subjectKey)) !== undefined) return undefined;
  const year = shanghaiDay(now).slice(0, 4);
  const serial = await nextNumber(ctx.db, year, now);
  const { title, summary, level, region, subjectKey, alerts } = found;
  const { roles: _roles, ...openedBy } = { roles: [], ...ctx.actor };
  const common = { id, title, summary, level, region, subjectKey, subject: subjectOf(alerts), openedBy, openedAt: now, updatedAt: now };
  const row = {
    ...common,
    number: `线索〔${year}〕${String(serial).padStart(5, '0')}号`,
    state: 'new',
    brand: alerts[0]?.brand ?? null,
    sample: alerts.length > 0 && alerts.every((alert) => alert.sample),
  };
  if (!(await insertCase(ctx.db, row))) return undefined;
  await insertTransition(ctx.db, {
    id: newId('move', ctx.clock),
    caseId: id,
    name: 'open',
    from: null,
    to: 'new',
    at: now,
    actor: openedBy,
    note: found.why,
    basis: rules.clue.source,
  });
  await startClocks(ctx, rules, id, level);
  await linkAlertsToCase(
    ctx,
    id,
    alerts.map((alert) => alert.id),
  );
  await recordTraces(
    ctx,
    { entityId: id, step: 'case', outcome: 'opened', text: found.why, data: { alerts: alerts.length } },
    ...alerts.map((alert) => ({
      entityId: alert.id,
      step: 'case',
      outcome: 'linked',
      text: `列入案件 ${row.number}：${found.why}`,
      data: { caseId: id },
    })),
  );
  await enqueue(ctx, {
    name: 'notice.announce',
    key: `case.opened/${id}`,
    payload: { type: 'case.opened', entityId: id, key: `case.opened:${id}` },
  });
  await recordAudit(ctx, {
    action: 'case.open',
    entityType: 'case',
    entityId: id,
    data: { number: row.number, why: found.why, alerts: alerts.map((alert) => alert.id) },
  });
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
