import type { z } from 'zod';
import { recordAudit } from '#src/audit/index.ts';
import type { Context } from '#src/base/context.ts';
import { ConflictError, InvalidError, NotFoundError, StaleError } from '#src/base/errors.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import { recordTraces } from '#src/documents/index.ts';
import { enqueue } from '#src/queue/index.ts';
import type { ClockLevel } from './clock.ts';
import type { CaseRules, TransitionRule } from './rules.ts';
import { type CaseDetail, type CaseState, transitionCaseSchema } from './schemas.ts';
import { startClocks } from './start-clocks.ts';
import { type CaseRow, caseById, insertTransition, moveCase, stopClocks } from './store.ts';
import { decideTransition, type TransitionDecision } from './transition.ts';
import { getCase } from './views.ts';

type Move = z.output<typeof transitionCaseSchema>;
type Allowed = Extract<TransitionDecision, { allowed: true }>;

async function decide(ctx: Context, rules: CaseRules, move: Move): Promise<{ row: CaseRow; decision: Allowed }> {
  const row = await caseById(ctx.db, move.id);
  if (row === undefined) throw new NotFoundError(`There is no case ${move.id}.`);
  if (move.revision !== undefined && move.revision !== row.revision) {
    throw new StaleError('Somebody changed this case since you loaded it; load it again and decide anew.', { revision: row.revision });
  }
  const decision = decideTransition(rules.clue, row.state as CaseState, move);
  if (decision.allowed) return { row, decision };
  throw decision.kind === 'state' ? new ConflictError(decision.message, { state: row.state }) : new InvalidError(decision.message);
}

function noteOf(rules: CaseRules, rule: TransitionRule, { to, reason, note }: Move): string | null {
  const inWords = reason === undefined ? undefined : (rules.clue.reasons[rule.name]?.[reason] ?? reason);
  return [to, inWords, note].filter((part) => part !== undefined && part !== '').join('；') || null;
}

/** Everything that has to be on record of a move: who, from where to where, on what ground, and who is to be told. */
async function record(ctx: Context, row: CaseRow, rule: TransitionRule, note: string | null): Promise<void> {
  const [from, to] = [row.state, rule.to];
  const move = { id: newId('move', ctx.clock), caseId: row.id, name: rule.name, from, to, at: ctx.clock.now(), actor: ctx.actor };
  await insertTransition(ctx.db, { ...move, note, basis: rule.basis });
  const text = note === null ? rule.label : `${rule.label}：${note}`;
  await recordTraces(ctx, { entityId: row.id, step: 'case', outcome: rule.name, text, data: { from, to } });
  const key = `case.moved:${row.id}:${row.revision + 1}`;
  await enqueue(ctx, { name: 'notice.announce', key, payload: { type: 'case.moved', entityId: row.id, key } });
  await recordAudit(ctx, { action: `case.${rule.name}`, entityType: 'case', entityId: row.id, data: { from, to, note } });
}

/**
 * Moves a case along its process.
 * @throws ConflictError where the state does not allow it or somebody else was faster, InvalidError where something is missing,
 * StaleError where `revision` is not the stored one
 */
export async function transitionCase(ctx: Context, rules: CaseRules, input: z.input<typeof transitionCaseSchema>): Promise<CaseDetail> {
  const move = transitionCaseSchema.parse(input);
  await inTransaction(ctx, async (tx) => {
    const { row, decision } = await decide(tx, rules, move);
    const { rule, closes } = decision;
    const now = tx.clock.now();
    const closing = closes ? { closedAt: now, closeReason: move.reason ?? null } : {};
    // The condition on state and revision decides between people who move the case at the same moment.
    if ((await moveCase(tx.db, row, { state: rule.to, updatedAt: now, ...closing })) === undefined) {
      throw new ConflictError('Somebody else moved this case at the same moment; load it again.');
    }
    await stopClocks(tx.db, row.id, closes ? 'all' : decision.stop, now);
    await startClocks(tx, rules, { id: row.id, level: row.level as ClockLevel }, decision.start);
    await record(tx, row, rule, noteOf(rules, rule, move));
  });
  return getCase(ctx, rules, move.id);
}
