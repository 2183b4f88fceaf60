import { beforeEach, describe, expect, test } from 'vitest';
import { raiseAlert } from '#src/alerts/index.ts';
import type { Actor } from '#src/base/context.ts';
import { ConflictError, StaleError } from '#src/base/errors.ts';
import { getCase, listCases, openCase, proposeForGroup, transitionCase } from '#src/cases/index.ts';
import { inTransaction } from '#src/db/index.ts';
import { findingOf } from '#test/support/findings.ts';
import { testDatabase } from '#test/support/postgres.ts';

const t = testDatabase();
const officer: Actor = { kind: 'user', id: 'u1', name: '李研判', roles: ['office'] };

async function raise(seller: string, count: number, code = 'F1'): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const finding = findingOf({
      dedupKey: `infringement:${seller}:${code}:${n}`,
      groupKey: `seller:${seller}`,
      codes: [code],
      data: { seller: { name: seller } },
    });
    ids.push(await inTransaction(t.ctx(), (tx) => raiseAlert(tx, finding)));
  }
  return ids;
}

let seller = '';
beforeEach(() => {
  seller = `卖家${Math.random().toString(36).slice(2)}`;
});

describe('a case opened by rule', () => {
  test('three forged numbers of one seller make a clue that waits for a person, with its clock running', async () => {
    await raise(seller, 2);
    expect(await proposeForGroup(t.ctx(), `seller:${seller}`)).toBeUndefined();
    await raise(seller, 3);
    const id = await proposeForGroup(t.ctx(), `seller:${seller}`);
    const found = await getCase(t.ctx(), id ?? '');
    expect(found).toMatchObject({
      state: 'new',
      level: 'red',
      alerts: 3,
      openedBy: { kind: 'system' },
      clock: { clock: 'TRIAGE', origin: 'office', status: 'running' },
    });
    expect(found.number).toMatch(/^线索〔2026〕\d{5}号$/);
    expect(found.clock?.dueAt).toBe('2026-03-03T15:59:59.999Z');
  });

  test('further alerts of the seller join the open case instead of opening another', async () => {
    await raise(seller, 3);
    const first = await proposeForGroup(t.ctx(), `seller:${seller}`);
    await raise(seller, 4);
    expect(await proposeForGroup(t.ctx(), `seller:${seller}`)).toBe(first);
    expect((await getCase(t.ctx(), first ?? '')).alerts).toBe(4);
  });

  test('twenty proposals at the same moment open one case', async () => {
    await raise(seller, 3);
    const opened = await Promise.all(Array.from({ length: 20 }, () => proposeForGroup(t.ctx(), `seller:${seller}`)));
    expect(new Set(opened.filter((id) => id !== undefined)).size).toBe(1);
    const all = (await listCases(t.ctx(), { limit: 200 })).items.filter((found) => found.title.startsWith(seller));
    expect(all).toHaveLength(1);
  });

  test('alerts that only ask for verification open nothing', async () => {
    for (let n = 0; n < 6; n += 1) {
      const finding = findingOf({ dedupKey: `verify:${seller}:${n}`, groupKey: `seller:${seller}`, verdict: 'verify', codes: ['S2'] });
      await inTransaction(t.ctx(), (tx) => raiseAlert(tx, finding));
    }
    expect(await proposeForGroup(t.ctx(), `seller:${seller}`)).toBeUndefined();
  });
});

describe('a case in the hands of the office', () => {
  async function openOne() {
    const alertIds = await raise(seller, 1);
    return openCase(t.ctx(officer), { title: `${seller} 冒用标志`, alertIds });
  }

  test('goes from clue to file, and every move is on record with actor and ground', async () => {
    const { id } = await openOne();
    await transitionCase(t.ctx(officer), { id, name: 'triage', note: 'F1，管辖昆明' });
    await transitionCase(t.ctx(officer), { id, name: 'send', to: '昆明市市场监督管理局', note: '附证据清单' });
    await transitionCase(t.ctx(officer), { id, name: 'accept' });
    const closed = await transitionCase(t.ctx(officer), { id, name: 'close', reason: 'handled' });
    expect(closed).toMatchObject({ state: 'closed', closeReason: 'handled', clock: null, possible: [] });
    expect(closed.transitions.map((move) => move.to)).toEqual(['new', 'triaged', 'sent', 'accepted', 'closed']);
    expect(closed.transitions.every((move) => (move.basis ?? '') !== '' && move.actor !== '')).toBe(true);
    expect(closed.clocks.every((clock) => clock.stoppedAt !== null)).toBe(true);
  });

  test('of twenty people moving it at the same moment one wins, the others are told so', async () => {
    const { id } = await openOne();
    const moves = await Promise.allSettled(
      Array.from({ length: 20 }, () => transitionCase(t.ctx(officer), { id, name: 'triage', note: '同时' })),
    );
    expect(moves.filter((move) => move.status === 'fulfilled')).toHaveLength(1);
    for (const move of moves) if (move.status === 'rejected') expect(move.reason).toBeInstanceOf(ConflictError);
    expect((await getCase(t.ctx(), id)).transitions).toHaveLength(2);
  });

  test('who decided on an older state is asked to look again', async () => {
    const { id, revision } = await openOne();
    await transitionCase(t.ctx(officer), { id, name: 'triage', note: '已核', revision });
    await expect(transitionCase(t.ctx(officer), { id, name: 'dismiss', reason: 'false-alarm', revision })).rejects.toBeInstanceOf(
      StaleError,
    );
  });

  test('a second case on the same subject is refused with the number of the first', async () => {
    const first = await openOne();
    const again = openCase(t.ctx(officer), { title: '再立', alertIds: first.alertList.map((alert) => alert.id) });
    await expect(again).rejects.toThrow(first.number);
  });

  test('a case on alerts that do not exist is refused by name', async () => {
    await expect(openCase(t.ctx(officer), { title: '空', alertIds: ['alert_none'] })).rejects.toThrow('alert_none');
  });

  test('its clock runs out unless somebody acts', async () => {
    const { id } = await openOne();
    t.clock.advance(30 * 86_400_000);
    expect((await getCase(t.ctx(), id)).clock?.status).toBe('overdue');
    t.clock.advance(-30 * 86_400_000);
  });
});
