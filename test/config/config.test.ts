import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StartError } from '#src/base/errors.ts';
import { openDataFolder, parseConfig } from '#src/config/index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hufu-config-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('settings', () => {
  test('everything has a default', () => {
    expect(parseConfig({})).toMatchObject({ host: '127.0.0.1', port: 8642, sample: true, databaseUrl: undefined });
  });

  test('an empty variable is an unset one', () => {
    expect(parseConfig({ HUFU_PORT: '' }).port).toBe(8642);
  });

  test('all wrong settings are named at once, each by its variable', () => {
    const parse = () => parseConfig({ HUFU_PORT: '99999', HUFU_SAMPLE: 'maybe', DATABASE_URL: 'mysql://x' });
    expect(parse).toThrow(StartError);
    expect(parse).toThrow(/HUFU_PORT.*|HUFU_SAMPLE.*|DATABASE_URL.*/);
    for (const name of ['HUFU_PORT', 'HUFU_SAMPLE', 'DATABASE_URL']) expect(parse).toThrow(name);
  });

  test('a secret is read from the file that is named for it, but not from two places', () => {
    const file = join(folder, 'database-url');
    writeFileSync(file, 'postgres://hufu:geheim@db/hufu\n');
    expect(parseConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://hufu:geheim@db/hufu');
    expect(() => parseConfig({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://other/hufu' })).toThrow('keep one of them');
    expect(() => parseConfig({ DATABASE_URL_FILE: join(folder, 'none') })).toThrow('cannot be read');
  });

  test('a wrong secret is not printed', () => {
    expect(() => parseConfig({ DATABASE_URL: 'mysql://user:geheim@host' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('geheim') }),
    );
  });
});

describe('the data folder', () => {
  test('a second instance on it is refused with the number of the first', () => {
    const held = openDataFolder(join(folder, 'data'));
    expect(() => openDataFolder(join(folder, 'data'))).toThrow(new RegExp(`process ${process.pid}\\) is already running`));
    held.release();
    openDataFolder(join(folder, 'data')).release();
  });

  test('a lock left by a killed process is taken over', () => {
    writeFileSync(join(folder, 'hufu.lock'), JSON.stringify({ pid: 2 ** 22 + 7, started: '1' }));
    openDataFolder(folder).release();
  });

  test('a lock whose number now belongs to another process is taken over', () => {
    writeFileSync(join(folder, 'hufu.lock'), JSON.stringify({ pid: process.pid, started: 'long ago' }));
    openDataFolder(folder).release();
  });

  test('a place where nothing can be written is refused in one sentence', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => openDataFolder(join(folder, 'file', 'data'))).toThrow(/cannot be written.*HUFU_DATA/);
  });
});
