import { alertCountsByCase, alertsOfCase } from '#src/alerts/index.ts';
import type { Context } from '#src/base/context.ts';
import { NotFoundError } from '#src/base/errors.ts';
import { decodeCursor, type Page, pageOf } from '#src/base/page.ts';
import { clockStatus } from './clock.ts';
import type { CaseRules } from './rules.ts';
import { type CaseDetail, type CaseQuery, type CaseState, type CaseView, caseQuerySchema } from './schemas.ts';
import { type CaseRow, type ClockRow, caseById, clocksOf, findCases, transitionsOf } from './store.ts';
import { possibleTransitions } from './transition.ts';

function clockName(rules: CaseRules, clock: string): string {
  return rules.clue.clocks.find((rule) => rule.id === clock)?.name ?? clock;
}

function runningClock(rules: CaseRules, clocks: readonly ClockRow[], now: Date): CaseView['clock'] {
  const first = clocks.find((clock) => clock.stoppedAt === null);
  if (first === undefined) return null;
  const status = clockStatus(first.startedAt, first.dueAt, now, rules.clue.thresholds);
  const origin = first.origin as NonNullable<CaseView['clock']>['origin'];
  return { clock: first.clock, name: clockName(rules, first.clock), dueAt: first.dueAt.toISOString(), origin, status };
}

function viewOf(row: CaseRow, alerts: number, clock: CaseView['clock']): CaseView {
  const { subjectKey: _key, openedAt, updatedAt, closedAt, ...rest } = row;
  const times = { openedAt: openedAt.toISOString(), updatedAt: updatedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null };
  return { ...(rest as unknown as CaseView), ...times, alerts, clock };
}

export async function listCases(ctx: Context, rules: CaseRules, query: CaseQuery): Promise<Page<CaseView>> {
  const { cursor, limit, ...filter } = caseQuerySchema.parse(query);
  const rows = await findCases(ctx.db, { ...filter, limit, ...(cursor === undefined ? {} : { after: decodeCursor(cursor) }) });
  const ids = rows.map((row) => row.id);
  const clocks = await clocksOf(ctx.db, ids);
  const alerts = await alertCountsByCase(ctx, ids);
  const now = ctx.clock.now();
  const toView = (row: CaseRow) =>
    viewOf(
      row,
      alerts.get(row.id) ?? 0,
      runningClock(
        rules,
        clocks.filter((clock) => clock.caseId === row.id),
        now,
      ),
    );
  return pageOf(rows, limit, (row) => ({ at: row.openedAt, id: row.id }), toView);
}

function nameOf(actor: unknown): string {
  const { name, id } = actor as { name?: string; id?: string };
  return name ?? id ?? '';
}

export async function getCase(ctx: Context, rules: CaseRules, id: string): Promise<CaseDetail> {
  const row = await caseById(ctx.db, id);
  if (row === undefined) throw new NotFoundError(`There is no case ${id}.`);
  const [clocks, transitions, alerts] = [await clocksOf(ctx.db, [id]), await transitionsOf(ctx.db, id), await alertsOfCase(ctx, id)];
  return {
    ...viewOf(row, alerts.length, runningClock(rules, clocks, ctx.clock.now())),
    alertList: alerts.map(({ id: alertId, title, level, state, codes, url }) => ({ id: alertId, title, level, state, codes, url })),
    transitions: transitions.map((move) => ({
      id: move.id,
      name: move.name,
      from: move.from,
      to: move.to,
      at: move.at.toISOString(),
      actor: nameOf(move.actor),
      note: move.note,
      basis: move.basis,
    })),
    clocks: clocks.map((clock) => ({
      clock: clock.clock,
      name: clockName(rules, clock.clock),
      origin: clock.origin,
      basis: clock.basis,
      startedAt: clock.startedAt.toISOString(),
      dueAt: clock.dueAt.toISOString(),
      stoppedAt: clock.stoppedAt?.toISOString() ?? null,
    })),
    possible: possibleTransitions(rules.clue, row.state as CaseState).map(({ name, label, to, basis, requires }) => ({
      name,
      label,
      to,
      basis,
      requires,
      reasons: rules.clue.reasons[name] ?? {},
    })),
  };
}
