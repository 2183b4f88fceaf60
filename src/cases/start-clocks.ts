import type { Context } from '#src/base/context.ts';
import { newId } from '#src/base/ids.ts';
import { type ClockLevel, dueAt } from './clock.ts';
import type { CaseRules, ClockRule } from './rules.ts';
import { insertClocks } from './store.ts';

/** Starts clocks of a case now. Each keeps the version of the rules it was started under. */
export async function startClocks(
  ctx: Context,
  rules: CaseRules,
  row: { readonly id: string; readonly level: ClockLevel },
  clocks: readonly ClockRule[],
): Promise<void> {
  const now = ctx.clock.now();
  const rows = clocks.map((clock) => ({
    id: newId('clock', ctx.clock),
    caseId: row.id,
    clock: clock.id,
    origin: clock.origin,
    basis: clock.basis,
    rulesVersion: rules.clue.version,
    startedAt: now,
    dueAt: dueAt(clock, row.level, now),
  }));
  await insertClocks(ctx.db, rows);
}
