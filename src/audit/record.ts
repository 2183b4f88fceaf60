import type { Context } from '#src/base/context.ts';
import { canonicalJson } from '#src/base/hashing.ts';
import { type ChainBreak, findBreak, GENESIS, rowHash } from './chain.ts';
import { type AuditRow, appendRow, lastRow, lockChain, rowsAfter } from './store.ts';

export interface AuditEntry {
  /** `<noun>.<verb>`, for example `case.transfer`. */
  readonly action: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Appends to the audit log. Call it last in the transaction of the change: writers of the log wait for each other,
 * and a change whose audit row cannot be written is undone with it.
 */
export async function recordAudit(ctx: Context, entry: AuditEntry): Promise<void> {
  await lockChain(ctx.db);
  const previous = await lastRow(ctx.db);
  // Through JSON once, so that what is hashed is what the database will give back.
  const plain = <T>(value: T): unknown => JSON.parse(canonicalJson(value));
  const row = {
    seq: (previous?.seq ?? 0) + 1,
    at: ctx.clock.now(),
    actor: plain(ctx.actor),
    action: entry.action,
    entityType: entry.entityType,
    entityId: entry.entityId,
    region: ctx.region,
    data: plain(entry.data ?? {}),
    previousHash: previous?.hash ?? GENESIS,
  };
  await appendRow(ctx.db, { ...row, hash: rowHash(row) });
}

/** Walks the whole log. @returns how many rows hold, and the first that does not */
export async function verifyAudit(ctx: Context): Promise<{ rows: number; broken?: ChainBreak }> {
  let before: AuditRow | undefined;
  let rows = 0;
  for (;;) {
    const batch = await rowsAfter(ctx.db, before?.seq ?? 0, 1000);
    if (batch.length === 0) return { rows };
    const broken = findBreak(batch, before);
    if (broken !== undefined) return { rows, broken };
    rows += batch.length;
    before = batch.at(-1);
  }
}
