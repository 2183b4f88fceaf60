import type { z } from 'zod';
import { recordAudit } from '#src/audit/index.ts';
import type { Context } from '#src/base/context.ts';
import { ConflictError, InvalidError, NotFoundError, StaleError } from '#src/base/errors.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import { recordTraces } from '#src/documents/index.ts';
import { enqueue } from '#src/queue/index.ts';
import { type ClockLevel, dueAt } from './clock.ts';
import type { CaseRules, ClockRule } from './rules.ts';
import { type CaseDetail, type CaseState, transitionCaseSchema } from './schemas.ts';
import { type CaseRow, caseById, insertClocks, insertTransition, moveCase, stopClocks } from './store.ts';
import { decideTransition } from './transition.ts';
import { getCase } from './views.ts';

async function startClocks(ctx: Context, rules: CaseRules, row: CaseRow, clocks: readonly ClockRule[]): Promise<void> {
  const now = ctx.clock.now();
  await insertClocks(
    ctx.db,
    clocks.map((clock) => ({
      id: newId('clock', ctx.clock),
      caseId: row.id,
      clock: clock.id,
      origin: clock.origin,
      basis: clock.basis,
      rulesVersion: rules.clue.version,
      startedAt: now,
      dueAt: dueAt(clock, row.level as ClockLevel, now),
    })),
  );
}

/**
 * Moves a case along its process.
 * @throws ConflictError where the state does not allow it or somebody else was faster, InvalidError where something is missing,
 * StaleError where `revision` is not the stored one
 */
export async function transitionCase(ctx: Context, rules: CaseRules, input: z.input<typeof transitionCaseSchema>): Promise<CaseDetail> {
  const move = transitionCaseSchema.parse(input);
  await inTransaction(ctx, async (tx) => {
    const row = await caseById(tx.db, move.id);
    if (row === undefined) throw new NotFoundError(`There is no case ${move.id}.`);
    if (move.revision !== undefined && move.revision !== row.revision) {
      throw new StaleError('Somebody changed this case since you loaded it; load it again and decide anew.', { revision: row.revision });
    }
    const decision = decideTransition(rules.clue, row.state as CaseState, move);
    if (!decision.allowed)
      throw decision.kind === 'state' ? new ConflictError(decision.message, { state: row.state }) : new InvalidError(decision.message);
    const now = tx.clock.now();
    const { rule } = decision;
    const closing = decision.closes ? { closedAt: now, closeReason: move.reason ?? null } : {};
    // The condition on state and revision decides between people who move the case at the same moment.
    if ((await moveCase(tx.db, row, { state: rule.to, updatedAt: now, ...closing })) === undefined) {
      throw new ConflictError('Somebody else moved this case at the same moment; load it again.');
    }
    const reason = move.reason === undefined ? undefined : (rules.clue.reasons[rule.name]?.[move.reason] ?? move.reason);
    const note = [move.to, reason, move.note].filter((part) => part !== undefined && part !== '').join('；') || null;
    await insertTransition(tx.db, {
      id: newId('move', tx.clock),
      caseId: row.id,
      name: rule.name,
      from: row.state,
      to: rule.to,
      at: now,
      actor: tx.actor,
      note,
      basis: rule.basis,
    });
    await stopClocks(tx.db, row.id, decision.closes ? 'all' : decision.stop, now);
    await startClocks(tx, rules, row, decision.start);
    await recordTraces(tx, {
      entityId: row.id,
      step: 'case',
      outcome: rule.name,
      text: `${rule.label}${note === null ? '' : `：${note}`}`,
      data: { from: row.state, to: rule.to },
    });
    await enqueue(tx, {
      name: 'notice.announce',
      key: `case.moved/${row.id}/${row.revision + 1}`,
      payload: { type: 'case.moved', entityId: row.id, key: `case.moved:${row.id}:${row.revision + 1}` },
    });
    await recordAudit(tx, {
      action: `case.${rule.name}`,
      entityType: 'case',
      entityId: row.id,
      data: { from: row.state, to: rule.to, note },
    });
  });
  return getCase(ctx, rules, move.id);
}
