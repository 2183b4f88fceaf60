import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { command } from '#src/cli/judge.ts';
import { certificateColumns } from '#src/registry/parse-certificates.ts';
import { holder, teaNumber } from './registry-fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'hufu-judge-'));
afterAll(() => rmSync(folder, { recursive: true }));

const row = `${teaNumber},green-yunnan,${holder.company},${holder.uscc},红茶,2025-01-01,2026-12-31,valid,,,某中心,,云岭月`;

function registryFile(name: string, ...rows: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, [certificateColumns.join(','), ...rows].join('\n'));
  return path;
}

async function run(values: Record<string, string>, input: string) {
  let stdout = '';
  let stderr = '';
  async function* stdin() {
    yield new TextEncoder().encode(input);
  }
  const io = {
    stdin: stdin(),
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
  };
  const code = await command.run({ values, positionals: [] }, io);
  return {
    code,
    answers: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    stderr,
  };
}

const listing = (more: object) =>
  JSON.stringify({ id: 'a', title: '云岭月 红茶', description: `绿色云南${teaNumber}`, seller: holder, capturedAt: '2026-06-01', ...more });

describe('hufu judge', () => {
  test('one verdict a line; a broken line is reported with its number and the rest goes on', async () => {
    const registry = registryFile('good.csv', row);
    const { code, answers, stderr } = await run(
      { registry },
      [
        listing({}),
        '{oops',
        '',
        listing({ id: 'b', capturedAt: 'yesterday' }),
        listing({ id: 'c', seller: { name: '路过小铺' }, title: '散茶' }),
      ].join('\n'),
    );
    expect(code).toBe(2);
    expect(answers).toMatchObject([
      { id: 'a', verdict: 'lawful' },
      { id: 'c', verdict: 'violation', findings: [{ code: 'F3' }] },
    ]);
    expect(stderr).toMatch(/^line 2: /m);
    expect(stderr).toMatch(/^line 4: capturedAt "yesterday" is no date/m);
  });

  test('--at judges as of another day', async () => {
    const registry = registryFile('at.csv', row);
    const { code, answers } = await run({ registry, at: '2027-01-01' }, listing({}));
    expect(code).toBe(0);
    expect(answers[0].findings).toMatchObject([{ code: 'T1', curable: true }]);
    await expect(run({ registry, at: 'soon' }, '')).rejects.toThrow(/--at "soon" is no date/);
  });

  test('refused registry rows are named and make the exit code 2', async () => {
    const registry = registryFile('bad.csv', row, row.replace(teaNumber, 'LSYN-2025-70002').replace('2026-12-31', '2026-13-31'));
    const { code, stderr } = await run({ registry }, listing({}));
    expect(code).toBe(2);
    expect(stderr).toMatch(/line 3, validTo: "2026-13-31" is not a day that exists/);
  });

  test('without --registry it says how to call it; a missing file says so', async () => {
    expect(await run({}, '')).toMatchObject({ code: 64, stderr: expect.stringContaining('--registry is missing') });
    await expect(run({ registry: join(folder, 'none.csv') }, '')).rejects.toThrow(/cannot be read/);
  });
});
