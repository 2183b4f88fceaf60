import { describe, expect, test } from 'vitest';
import { acknowledgeAlert, closeAlert, type Finding, getAlert, listAlerts, raiseAlert, withdrawAlert } from '#src/alerts/index.ts';
import type { Actor } from '#src/base/context.ts';
import { ConflictError, StaleError } from '#src/base/errors.ts';
import { inTransaction } from '#src/db/index.ts';
import { findingOf } from '#test/support/findings.ts';
import { testDatabase } from '#test/support/postgres.ts';

const t = testDatabase();
const officer: Actor = { kind: 'user', id: 'u1', name: '王值班', roles: ['office'] };

function raise(given: Partial<Finding>): Promise<string> {
  return inTransaction(t.ctx(), (tx) => raiseAlert(tx, findingOf(given)));
}

async function waiting(job: string): Promise<number> {
  const { rows } = await t.database.pool.query<{ n: number }>('select count(*)::int as n from outbox where job = $1', [job]);
  return rows[0]?.n ?? 0;
}

describe('raising', () => {
  test('the same finding again folds into its alert and tells nobody twice', async () => {
    const before = await waiting('notice.announce');
    const first = await raise({ dedupKey: 'd1' });
    expect(await raise({ dedupKey: 'd1' })).toBe(first);
    expect(await getAlert(t.ctx(), first)).toMatchObject({ occurrences: 2, state: 'open' });
    expect(await waiting('notice.announce')).toBe(before + 1);
  });

  test('twenty finders of one thing at the same moment raise one alert', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => raise({ dedupKey: 'd-race' })));
    expect(new Set(ids).size).toBe(1);
    expect((await getAlert(t.ctx(), ids[0] ?? '')).occurrences).toBe(20);
  });

  test('alerts of one seller form one group and show each other', async () => {
    const [a, b] = [await raise({ dedupKey: 'g1', groupKey: 'seller:组' }), await raise({ dedupKey: 'g2', groupKey: 'seller:组' })];
    expect((await getAlert(t.ctx(), a)).group.map((other) => other.id)).toEqual([b]);
    expect((await listAlerts(t.ctx(), { limit: 50, group: 'seller:组' })).items).toHaveLength(2);
  });

  test('the level of an event goes up by itself, with a notice, and not down', async () => {
    const opinion = { kind: 'opinion', dedupKey: 'opinion:e1', verdict: null, codes: [] } as const;
    const id = await raise({ ...opinion, level: 'blue' });
    const before = await waiting('notice.announce');
    await raise({ ...opinion, level: 'orange' });
    expect((await getAlert(t.ctx(), id)).level).toBe('orange');
    expect(await waiting('notice.announce')).toBe(before + 1);
    await raise({ ...opinion, level: 'yellow' });
    expect((await getAlert(t.ctx(), id)).level).toBe('orange');
  });

  test('every step is on record with its reason', async () => {
    const id = await raise({ dedupKey: 'why' });
    await raise({ dedupKey: 'why' });
    expect((await getAlert(t.ctx(), id)).reasons.map((reason) => [reason.step, reason.outcome])).toEqual([
      ['alert', 'opened'],
      ['group', 'grouped'],
      ['dedup', 'folded'],
    ]);
  });
});

describe('withdrawing', () => {
  test('what does not hold any more is closed by itself, and opens again when it does', async () => {
    const id = await raise({ dedupKey: 'w1' });
    await inTransaction(t.ctx(), (tx) => withdrawAlert(tx, 'w1', '复核后登记簿支持该声称'));
    expect(await getAlert(t.ctx(), id)).toMatchObject({ state: 'closed', closeReason: 'withdrawn' });
    await raise({ dedupKey: 'w1' });
    expect(await getAlert(t.ctx(), id)).toMatchObject({ state: 'open', closeReason: null });
  });

  test('what a person took up is left to that person', async () => {
    const id = await raise({ dedupKey: 'w2' });
    await acknowledgeAlert(t.ctx(officer), { id });
    await inTransaction(t.ctx(), (tx) => withdrawAlert(tx, 'w2', '复核后不成立'));
    expect(await getAlert(t.ctx(), id)).toMatchObject({ state: 'acknowledged' });
  });

  test('what a person closed stays closed when it is found again', async () => {
    const id = await raise({ dedupKey: 'w3' });
    await closeAlert(t.ctx(officer), { id, reason: 'false-alarm' });
    await raise({ dedupKey: 'w3' });
    expect(await getAlert(t.ctx(), id)).toMatchObject({ state: 'closed', closeReason: 'false-alarm' });
  });
});

describe('triage', () => {
  test('of two people taking an alert up at the same moment one gets it', async () => {
    const id = await raise({ dedupKey: 't1' });
    const results = await Promise.allSettled([acknowledgeAlert(t.ctx(officer), { id }), acknowledgeAlert(t.ctx(officer), { id })]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')?.reason).toBeInstanceOf(ConflictError);
  });

  test('a decision on an older state is refused', async () => {
    const id = await raise({ dedupKey: 't2' });
    const { revision } = await getAlert(t.ctx(), id);
    await raise({ dedupKey: 't2' });
    await expect(closeAlert(t.ctx(officer), { id, reason: 'lawful', revision })).rejects.toBeInstanceOf(StaleError);
  });

  test('lists are walked page by page without gaps or repetitions', async () => {
    for (let n = 0; n < 7; n += 1) await raise({ dedupKey: `p${n}`, brand: '翻页品牌' });
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listAlerts(t.ctx(), { limit: 3, brand: '翻页品牌', ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((alert) => alert.id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });
});
