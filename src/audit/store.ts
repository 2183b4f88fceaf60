import { asc, desc, gt, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { auditLog } from './tables.ts';

export type AuditRow = typeof auditLog.$inferSelect;

/** Holds all other writers of the log until this transaction ends, so that the chain has no forks. */
export async function lockChain(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('hufu-audit'))`);
}

export async function lastRow(db: Db): Promise<AuditRow | undefined> {
  const [row] = await db.select().from(auditLog).orderBy(desc(auditLog.seq)).limit(1);
  return row;
}

export async function appendRow(db: Db, row: AuditRow): Promise<void> {
  await db.insert(auditLog).values(row);
}

export async function rowsAfter(db: Db, seq: number, limit: number): Promise<AuditRow[]> {
  return db.select().from(auditLog).where(gt(auditLog.seq, seq)).orderBy(asc(auditLog.seq)).limit(limit);
}
