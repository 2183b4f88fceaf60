import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StartError } from '#src/base/errors.ts';
import { command } from '#src/cli/match.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hufu-match-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Result {
  readonly code: number;
  readonly out: readonly unknown[];
  readonly err: string;
}

async function run(rules: string | undefined, ...lines: unknown[]): Promise<Result> {
  const path = join(folder, 'rules.yaml');
  if (rules !== undefined) writeFileSync(path, rules);
  let out = '';
  let err = '';
  async function* stdin() {
    for (const line of lines) yield Buffer.from(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
  }
  const io = {
    stdin: stdin(),
    stdout: {
      write: (text: string) => {
        out += text;
      },
    },
    stderr: {
      write: (text: string) => {
        err += text;
      },
    },
  };
  const code = await command.run({ values: rules === undefined ? {} : { rules: path }, positionals: [] }, io);
  const answers = out.split('\n').filter((line) => line !== '');
  return { code, out: answers.map((line): unknown => JSON.parse(line)), err };
}

const YAML = `
- id: praise
  query: 山西精品 NOT 投诉
- id: crisis
  query: level:红 OR (投诉 NEAR/8 山西精品)
- id: yunnan
  query: 'region:530000 brand:绿色云南 after:2026-01-02'
`;

describe('hufu match', () => {
  test('writes for each document the rules that find it', async () => {
    const { code, out } = await run(
      YAML,
      { id: 'd1', title: '山西精品名单', text: '公布' },
      { id: 'd2', text: '消费者投诉一款山西精品', level: 'red', unknown: 1 },
      { id: 'd3', text: '', brand: '绿色云南', region: '530102', publishedAt: '2026-01-02' },
      { id: 'd4', text: '', brand: ['绿色云南', '云南品牌'], region: 530102, publishedAt: '2026-01-01T23:59:59' },
    );
    expect(out).toEqual([
      { id: 'd1', rules: ['praise'] },
      { id: 'd2', rules: ['crisis'] },
      { id: 'd3', rules: ['yunnan'] },
      { id: 'd4', rules: [] },
    ]);
    expect(code).toBe(0);
  });

  test('reads rules as JSON', async () => {
    const { out } = await run('[{"id": 7, "query": "山"}]', { id: 1, text: '山' });
    expect(out).toEqual([{ id: 1, rules: ['7'] }]);
  });

  test('reports a bad line with its number and goes on', async () => {
    const { code, out, err } = await run(
      '[]',
      '{',
      { id: 'a', title: '' },
      { id: 'b', text: '', publishedAt: '2026-02-30' },
      { id: 'c', text: '' },
    );
    expect(out).toEqual([{ id: 'c', rules: [] }]);
    expect(err).toMatch(/line 1: .*\nline 2: .*text.*\nline 3: .*2026-02-30 is neither a day/);
    expect(code).toBe(2);
  });

  test('lists all bad rules with id and position and reads no document', async () => {
    const bad = '- {id: open, query: "a (b"}\n- {id: good, query: a}\n- {id: good, query: b}\n- {query: a}\n- {id: 5, query: "brnad:x"}\n';
    const { code, out, err } = await run(bad, { id: 'a', text: 'a' });
    expect(err).toContain('rule open: At position 2 of the query: this ( is never closed');
    expect(err).toContain('rule good: there is another rule with this id');
    expect(err).toContain('rule number 4: not a rule');
    expect(err).toContain('rule 5: At position 0 of the query: there is no field brnad');
    expect(err).toContain('4 of 5 rules are wrong');
    expect(out).toEqual([]);
    expect(code).toBe(1);
  });

  test('refuses a file that is no list of rules', async () => {
    await expect(run('rules: []')).rejects.toThrow(StartError);
    await expect(run('- {')).rejects.toThrow('cannot be read');
  });

  test('asks for the rules where they are missing', async () => {
    const { code, err } = await run(undefined);
    expect(err).toContain('--rules is missing');
    expect(code).toBe(64);
  });
});
