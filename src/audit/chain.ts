import { hashOf } from '#src/base/hashing.ts';
import type { AuditRow } from './store.ts';

/** The hash before the first row. */
export const GENESIS = '0'.repeat(64);

/** Covers everything in the row, the hash of the row before it included. */
export function rowHash(row: Omit<AuditRow, 'hash'>): string {
  const { seq, at, actor, action, entityType, entityId, region, data, previousHash } = row;
  return hashOf({ seq, at: at.toISOString(), actor, action, entityType, entityId, region, data, previousHash });
}

export interface ChainBreak {
  readonly seq: number;
  readonly reason: string;
}

/** The first row that does not follow from the one before it, if any. `before` is the row that precedes `rows`. */
export function findBreak(rows: readonly AuditRow[], before?: Pick<AuditRow, 'seq' | 'hash'>): ChainBreak | undefined {
  let previous = { seq: before?.seq ?? 0, hash: before?.hash ?? GENESIS };
  for (const row of rows) {
    if (row.seq !== previous.seq + 1) return { seq: row.seq, reason: `row ${previous.seq + 1} is missing` };
    if (row.previousHash !== previous.hash) return { seq: row.seq, reason: 'does not continue the row before it' };
    if (rowHash(row) !== row.hash) return { seq: row.seq, reason: 'was changed after it was written' };
    previous = row;
  }
  return undefined;
}
