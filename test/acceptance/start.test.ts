import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { launch, startProcess } from '#test/support/service.ts';

const root = mkdtempSync(join(tmpdir(), 'hufu-start-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function lines(output: string): string[] {
  return output.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Building'));
}

describe('starting', () => {
  test('serves, stops cleanly on Ctrl-C, and starts again on the same folder within 15 seconds', async () => {
    const data = join(root, 'again');
    const first = await startProcess(data);
    expect(first.output()).toContain('make your account with this link');
    expect((await fetch(`${first.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
    expect(await first.stop()).toBe(0);
    const began = performance.now();
    const second = await startProcess(data);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(await second.stop('SIGTERM')).toBe(0);
  });

  test('a second instance on the same data folder is told so in one sentence', async () => {
    const data = join(root, 'twice');
    const first = await startProcess(data);
    const second = launch(data);
    expect(await second.exited).toBe(1);
    expect(lines(second.output())).toHaveLength(1);
    expect(second.output()).toMatch(/Another Hufu \(process \d+\) is already running on .*HUFU_DATA/);
    expect((await fetch(`${first.url}/health/live`)).status).toBe(200);
    expect(await first.stop()).toBe(0);
  });

  test('a busy port is named in one sentence, and nothing is left running', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const data = join(root, 'busy');
    const refused = launch(data, { HUFU_PORT: String(port) });
    const code = await refused.exited;
    await new Promise((resolve) => holder.close(resolve));
    expect(code).toBe(1);
    expect(lines(refused.output()), refused.output()).toHaveLength(1);
    expect(refused.output()).toMatch(new RegExp(`${port}.*in use.*HUFU_PORT`));
    const free = await startProcess(data);
    expect(await free.stop()).toBe(0);
  });

  test.each([
    ['a broken setting', { HUFU_PORT: 'eighty' }, /HUFU_PORT/],
    ['an unwritable folder', { HUFU_DATA: '/proc/hufu' }, /cannot be written.*HUFU_DATA/],
    ['a database that does not answer', { DATABASE_URL: 'postgres://hufu:x@127.0.0.1:1/hufu' }, /database/i],
  ])('%s is named in one sentence', async (_what, settings, expected) => {
    const refused = launch(join(root, 'broken'), settings);
    expect(await refused.exited).toBe(1);
    expect(lines(refused.output()), refused.output()).toHaveLength(1);
    expect(refused.output()).toMatch(expected);
  });
});
