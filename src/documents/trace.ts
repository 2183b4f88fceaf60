import type { Context } from '#src/base/context.ts';
import { newId } from '#src/base/ids.ts';
import { insertTraces, tracesOf } from './store.ts';

/** One thing that happened to a document, alert, case or delivery, and why. */
export interface Trace {
  readonly entityId: string;
  /** Which stage decided: `intake`, `judge`, `classify`, `event`, `alert`, `group`, `case`, `notice`, … */
  readonly step: string;
  /** What it decided, as a short stable word. */
  readonly outcome: string;
  /** The reason in words, for a person. */
  readonly text: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Keeps the reasons beside the change they belong to; call it in that transaction. */
export async function recordTraces(ctx: Context, ...found: readonly Trace[]): Promise<void> {
  const at = ctx.clock.now();
  await insertTraces(
    ctx.db,
    found.map((trace) => ({ ...trace, id: newId('tr', ctx.clock), at, data: trace.data ?? {} })),
  );
}

export interface TraceView {
  readonly at: string;
  readonly step: string;
  readonly outcome: string;
  readonly text: string;
  readonly data: Record<string, unknown>;
}

/** What is known about a thing, oldest first. */
export async function readTraces(ctx: Context, entityId: string): Promise<TraceView[]> {
  const rows = await tracesOf(ctx.db, entityId, 500);
  return rows.map(({ at, step, outcome, text, data }) => ({
    at: at.toISOString(),
    step,
    outcome,
    text,
    data: data as Record<string, unknown>,
  }));
}
