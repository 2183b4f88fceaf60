import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBreak, GENESIS, rowHash } from '#src/audit/chain.ts';
import { recordAudit, verifyAudit } from '#src/audit/index.ts';
import type { AuditRow } from '#src/audit/store.ts';
import { inTransaction } from '#src/db/index.ts';
import { testDatabase } from '#test/support/postgres.ts';

const t = testDatabase();

function chainOf(actions: readonly string[]): AuditRow[] {
  const rows: AuditRow[] = [];
  for (const [index, action] of actions.entries()) {
    const common = {
      seq: index + 1,
      at: new Date(index),
      actor: { kind: 'system', id: 'x' },
      action,
      entityType: 'case',
      entityId: 'c',
      region: '530000',
      data: {},
    };
    const row = { ...common, previousHash: rows.at(-1)?.hash ?? GENESIS };
    rows.push({ ...row, hash: rowHash(row) });
  }
  return rows;
}

describe('the hash chain of the audit log', () => {
  test('an untouched chain holds, from its start and from its middle', () => {
    const rows = chainOf(['a', 'b', 'c']);
    expect(findBreak(rows)).toBeUndefined();
    expect(findBreak(rows.slice(1), rows[0])).toBeUndefined();
  });

  test('any changed, removed or exchanged row breaks it', () => {
    const gen = fc.tuple(fc.array(fc.string(), { minLength: 2, maxLength: 8 }), fc.nat(), fc.constantFrom('change', 'remove', 'swap'));
    fc.assert(
      fc.property(gen, ([actions, at, attack]) => {
        const rows = chainOf(actions);
        const index = at % (rows.length - 1);
        const row = rows[index];
        if (row === undefined) return;
        if (attack === 'change') rows[index] = { ...row, action: `${row.action}!` };
        if (attack === 'remove') rows.splice(index, 1);
        if (attack === 'swap') rows.splice(index, 2, ...rows.slice(index, index + 2).reverse());
        expect(findBreak(rows)).toBeDefined();
      }),
    );
  });
});

describe('recording', () => {
  test('an action and its audit row are kept together or not at all', async () => {
    const before = await verifyAudit(t.ctx());
    await inTransaction(t.ctx(), (tx) =>
      recordAudit(tx, { action: 'case.open', entityType: 'case', entityId: 'c1', data: { 案由: '冒用' } }),
    );
    const undone = inTransaction(t.ctx(), async (tx) => {
      await recordAudit(tx, { action: 'case.open', entityType: 'case', entityId: 'c2' });
      throw new Error('the change failed after all');
    });
    await expect(undone).rejects.toThrow('the change failed');
    expect(await verifyAudit(t.ctx())).toEqual({ rows: before.rows + 1 });
  });

  test('writers at the same moment make one chain without forks', async () => {
    const before = await verifyAudit(t.ctx());
    const writes = Array.from({ length: 30 }, (_, n) =>
      inTransaction(t.ctx(), (tx) => recordAudit(tx, { action: 'alert.close', entityType: 'alert', entityId: `a${n}` })),
    );
    await Promise.all(writes);
    expect(await verifyAudit(t.ctx())).toEqual({ rows: before.rows + 30 });
  });

  test('a row changed in the database is found', async () => {
    await inTransaction(t.ctx(), (tx) => recordAudit(tx, { action: 'case.dismiss', entityType: 'case', entityId: 'c9' }));
    await t.database.pool.query(`update audit_log set entity_id = 'c8' where entity_id = 'c9'`);
    const { broken } = await verifyAudit(t.ctx());
    expect(broken?.reason).toBe('was changed after it was written');
    await t.database.pool.query(`update audit_log set entity_id = 'c9' where entity_id = 'c8'`);
  });
});
