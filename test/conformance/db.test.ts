import { expect, test } from 'vitest';
import { testDatabase } from '#test/support/postgres.ts';
import { openPostgresSearch } from '#src/search/postgres/engine.ts';
import { parseQuery } from '#src/search/parse.ts';
const t = testDatabase();
test('x', async () => {
  const s = openPostgresSearch(t.db);
  const doc = { id: 'a', kind: 'article' as const, title: '山西精品名单', text: '绿色云南 iso9001 投诉', brands: ['绿色云南'], region: '530102', source: 'x', at: new Date('2026-01-01'), sample: false };
  await s.index([doc, { ...doc, id: 'b', text: '没有' }]);
  for (const q of ['西精', '山西精品', '山西精品 NOT 投诉', 'NOT iso9001', 'brand:绿色云南 region:530000', '绿 NEAR/5 iso9001', 'after:2026-01-01', 'NOT (绿 NEAR/3 iso9001)']) {
    console.log(q, (await s.search({ query: parseQuery(q), limit: 10, highlight: true })).hits, await s.count(parseQuery(q)));
  }
});
