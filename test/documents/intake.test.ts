import { describe, expect, test } from 'vitest';
import { inTransaction } from '#src/db/index.ts';
import { type Collected, explain, getDocument, intakeDocument, pushDocuments } from '#src/documents/index.ts';
import { testDatabase } from '#test/support/postgres.ts';

const t = testDatabase();
const origin = { sourceId: 'shop', region: '530000', sample: false };

function listing(url: string, description: string): Collected {
  return { kind: 'listing', url, title: '普洱茶', content: { title: '普洱茶', description }, capturedAt: t.clock.now() };
}

function take(collected: Collected) {
  return inTransaction(t.ctx(), (tx) => intakeDocument(tx, collected, origin));
}

async function analyses(documentId: string): Promise<number[]> {
  const { rows } = await t.database.pool.query<{ version: number }>(
    `select (payload->>'version')::int as version from outbox where job = 'document.analyse' and payload->>'documentId' = $1 order by seq`,
    [documentId],
  );
  return rows.map((row) => row.version);
}

async function* lines(...found: string[]): AsyncGenerator<string> {
  yield* found;
}

describe('versions of a page', () => {
  test('the same content again is a sighting, not a version, and is not analysed again', async () => {
    const { id } = await take(listing('https://a.example/1', '甲'));
    t.clock.advance(60_000);
    expect(await take(listing('https://a.example/1', '甲'))).toEqual({ id, outcome: 'unchanged' });
    expect(await getDocument(t.ctx(), id)).toMatchObject({ version: 1, lastSeenAt: t.clock.now().toISOString() });
    expect(await analyses(id)).toEqual([1]);
  });

  test('A, then B, then A again are three versions, and all three stay', async () => {
    const { id } = await take(listing('https://a.example/2', 'A'));
    await take(listing('https://a.example/2', 'B'));
    await take(listing('https://a.example/2', 'A'));
    const { versions } = await getDocument(t.ctx(), id);
    expect(versions.map((version) => version.version)).toEqual([3, 2, 1]);
    expect(await analyses(id)).toEqual([1, 2, 3]);
  });

  test('twenty collectors of one page at the same moment keep it once', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, () => take(listing('https://a.example/3', '同'))));
    expect(new Set(taken.map((one) => one.id)).size).toBe(1);
    expect(taken.filter((one) => one.outcome === 'created')).toHaveLength(1);
  });

  test('a change that is undone leaves neither document nor job', async () => {
    const before = await t.database.pool.query('select count(*) from outbox');
    const undone = inTransaction(t.ctx(), async (tx) => {
      await intakeDocument(tx, listing('https://a.example/4', '丁'), origin);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const after = await t.database.pool.query('select count(*) from outbox');
    expect(after.rows).toEqual(before.rows);
  });

  test('what happened to it can be asked', async () => {
    const { id } = await take(listing('https://a.example/5', '戊'));
    const { type, steps } = await explain(t.ctx(), id);
    expect(type).toBe('document');
    expect(steps.map((step) => step.outcome)).toEqual(['created']);
    await expect(explain(t.ctx(), 'doc_none')).rejects.toThrow('Nothing is known');
  });
});

describe('push', () => {
  const good = (url: string) =>
    JSON.stringify({ kind: 'article', url, title: '快讯', text: '正文', publishedAt: '2026-03-01T08:00:00+08:00' });

  test('a half line costs nothing but itself, and everything can be sent again', async () => {
    const cut = good('https://n.example/2').slice(0, 40);
    const report = await pushDocuments(t.ctx(), lines(good('https://n.example/1'), '', cut, good('https://n.example/3')));
    expect(report).toMatchObject({ accepted: 2, created: 2, refused: [{ line: 3, code: 'not-json' }] });
    const again = await pushDocuments(
      t.ctx(),
      lines(good('https://n.example/1'), good('https://n.example/2'), good('https://n.example/3')),
    );
    expect(again).toMatchObject({ created: 1, unchanged: 2, refused: [] });
  });

  test('a line without address or of an unknown kind is refused with what is wrong', async () => {
    const report = await pushDocuments(
      t.ctx(),
      lines('{"kind":"article","title":"x","text":"y"}', '{"kind":"film","url":"https://n.example/9"}'),
    );
    expect(report.refused.map((line) => line.line)).toEqual([1, 2]);
    expect(report.refused[0]?.message).toContain('url');
  });
});
