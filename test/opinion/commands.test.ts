import { describe, expect, test } from 'vitest';
import { command as burst } from '#src/cli/burst.ts';
import { command as classify } from '#src/cli/classify.ts';
import { command as cluster } from '#src/cli/cluster.ts';
import type { Command } from '#src/cli/command.ts';

async function run(command: Command, input: string, values: Record<string, string | boolean> = {}) {
  const written: string[] = [];
  const complaints: string[] = [];
  const io = {
    stdin: (async function* () {
      yield Buffer.from(input);
    })(),
    stdout: { write: (text: string) => void written.push(text) },
    stderr: { write: (text: string) => void complaints.push(text) },
  };
  const code = await command.run({ values, positionals: [] }, io);
  const lines = written.join('').split('\n').filter(Boolean);
  return { code, stderr: complaints.join(''), rows: lines.map((line) => JSON.parse(line)) };
}

describe('hufu classify', () => {
  test('gives a label and the probability of positive against negative', async () => {
    const { code, rows } = await run(classify, '{"id":"1","text":"太难吃了，再也不买"}\n', { task: 'sentiment' });
    expect(code).toBe(0);
    expect(rows[0]).toMatchObject({ id: '1', label: 'negative' });
    expect(rows[0].score).toBeLessThan(0.5);
  });

  test('gives topics with scores, and the words on request', async () => {
    const { rows } = await run(classify, '{"id":"1","title":"企业召回","text":"该批次产品全部召回"}\n', { task: 'risk', evidence: true });
    expect(rows).toEqual([{ id: '1', labels: [expect.objectContaining({ topic: 'recall', evidence: expect.arrayContaining(['召回']) })] }]);
  });

  test('reports a malformed line by its number and goes on', async () => {
    const { code, rows, stderr } = await run(classify, '{"id":"1"}\nnot json\n{"id":"2","text":"好喝"}\n', { task: 'sentiment' });
    expect(code).toBe(2);
    expect(rows).toHaveLength(1);
    expect(stderr).toMatch(/line 1:.*\n.*line 2:/);
  });

  test('asks for the task when there is none', async () => {
    expect((await run(classify, '')).code).toBe(64);
  });
});

describe('hufu cluster', () => {
  test('gives an event a line', async () => {
    const line = (id: string) =>
      `${JSON.stringify({ id, title: '古镇停水通知', text: '因管网检修，古镇东街今晚八点至明早六点停水。', publishedAt: '2026-09-01T08:00:00+08:00' })}\n`;
    const { code, rows } = await run(cluster, line('a') + line('b'));
    expect(code).toBe(0);
    expect(rows).toEqual([
      { id: 'a', event: 'ev_a' },
      { id: 'b', event: 'ev_a', duplicateOf: 'a' },
    ]);
  });
});

describe('hufu burst', () => {
  test('gives a line a row and refuses what is no time or no count', async () => {
    const csv = 'timestamp,value\n2026-09-01T00:00:00+08:00,3\nyesterday,2\n2026-09-01T01:00:00+08:00,-1\n2026-09-01T01:00:00+08:00,4\n';
    const { code, rows, stderr } = await run(burst, csv);
    expect(code).toBe(2);
    expect(rows).toEqual([
      { timestamp: '2026-09-01T00:00:00+08:00', value: 3, score: 0, alarm: false },
      { timestamp: '2026-09-01T01:00:00+08:00', value: 4, score: 0, alarm: false },
    ]);
    expect(stderr).toMatch(/line 3.*\n.*line 4/);
  });
});
