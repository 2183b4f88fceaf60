import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verifyAudit } from '#src/audit/index.ts';
import { listSources, loadSourceFiles } from '#src/sources/index.ts';
import { testDatabase } from '#test/support/postgres.ts';

const t = testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'hufu-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function source(id: string, more = ''): string {
  return `id: ${id}\nplugin: feed\nname: ${id}\nurl: https://news.example/${id}.xml\nkind: news\nintervalMinutes: 15\nconfig: {}\n${more}`;
}

test('each usable file is entered, an unusable one is named with its reason, and a second start changes nothing', async () => {
  writeFileSync(join(folder, 'a.yaml'), source('daily'));
  writeFileSync(join(folder, 'b.yml'), source('weekly', "region: '530100'\n"));
  writeFileSync(join(folder, 'c.yaml'), source('odd').replace('plugin: feed', 'plugin: crystal-ball'));
  writeFileSync(join(folder, 'd.yaml'), 'id: [unfinished');
  const first = await loadSourceFiles(t.ctx(), folder);
  expect(first.ids).toEqual(['daily', 'weekly']);
  expect(first.problems.map((problem) => problem.field)).toEqual(['c.yaml', 'd.yaml']);
  expect(first.problems[0]?.message).toContain('crystal-ball');
  const rows = await verifyAudit(t.ctx());
  await loadSourceFiles(t.ctx(), folder);
  expect(await verifyAudit(t.ctx())).toEqual(rows);
  expect((await listSources(t.ctx())).map((each) => [each.id, each.region])).toEqual([
    ['daily', null],
    ['weekly', '530100'],
  ]);
});

test('no folder is no sources', async () => {
  expect(await loadSourceFiles(t.ctx(), join(folder, 'none'))).toEqual({ ids: [], problems: [] });
});
