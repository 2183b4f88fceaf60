import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import dns from 'node:dns';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fields } from '#src/config/index.ts';
import { configurationDocument } from '../../scripts/docs-configuration.ts';
import { testFiles } from '../../scripts/test-files.ts';
import { takeAttempts } from '../support/no-network.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hufu-tools-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('the network guard', () => {
  function errorOf(open: (done: (error: Error | null) => void) => void): Promise<string> {
    return new Promise((resolve) => open((error) => resolve(error === null ? 'connected' : error.message)));
  }

  test.each(['192.0.2.1', '10.0.0.1', '2001:db8::1', 'example.com', '169.254.169.254'])(
    'refuses a connection to %s and remembers it',
    async (host) => {
      expect(await errorOf((done) => connect(80, host).on('error', done))).toContain(`tried to connect to ${host}`);
      expect(takeAttempts()).toEqual([`to connect to ${host}`]);
    },
  );

  test('refuses fetch, which brings its own sockets', async () => {
    await expect(fetch('http://example.com/')).rejects.toThrow('fetch failed');
    expect(takeAttempts()).toEqual(['to connect to example.com']);
  });

  test('refuses to look a name up, with callback and with promise', async () => {
    expect(await errorOf((done) => dns.lookup('example.com', (error) => done(error)))).toContain('look up example.com');
    await expect(dns.promises.lookup('example.com')).rejects.toThrow('look up example.com');
    expect(takeAttempts()).toHaveLength(2);
  });

  test('lets loopback through', async () => {
    expect((await dns.promises.lookup('127.0.0.1')).address).toBe('127.0.0.1');
    expect(await errorOf((done) => connect(9, '127.0.0.1').on('error', done))).toContain('ECONNREFUSED');
    expect(takeAttempts()).toEqual([]);
  });
});

describe('sorting test files', () => {
  test('a test waits for the database only where it reaches it, over helpers too', () => {
    put('test/support/postgres.ts', '');
    put('test/support/office.ts', "import { testDatabase } from './postgres.ts';");
    put('test/support/clock.ts', "import { x } from './other.ts';");
    put('test/cases/support.ts', "import { office } from '../support/office.ts';");
    put('test/cases/pure.test.ts', "import { clock } from '#test/support/clock.ts';");
    put('test/cases/direct.test.ts', "import { testDatabase } from '#test/support/postgres.ts';");
    put('test/cases/over-two.test.ts', "import { x } from './support.ts';");
    put('test/acceptance/start.test.ts', "import { x } from '../support/office.ts';");
    expect(testFiles(folder)).toEqual({
      unit: ['test/cases/pure.test.ts'],
      engines: ['test/cases/direct.test.ts', 'test/cases/over-two.test.ts'],
    });
  });
});

describe('the generated documents', () => {
  test('name every setting, and the file variable of every secret', () => {
    const text = configurationDocument();
    for (const field of Object.values(fields)) {
      expect(text).toContain(`\`${field.env}\``);
      expect(text.includes(`\`${field.env}_FILE\``)).toBe(field.secret);
    }
  });
});

describe('the installer', () => {
  const lock = JSON.stringify({
    packages: { '': {}, 'node_modules/node': { version: '24.0.0' }, 'node_modules/gone': { version: '1.0.0', optional: true } },
  });
  const stampFile = () => join(folder, 'node_modules', '.hufu-installed');

  function installed(record: object): void {
    put('package-lock.json', lock);
    put('node_modules/.package-lock.json', JSON.stringify({ packages: record }));
    mkdirSync(join(folder, 'node_modules/node/bin'), { recursive: true });
    symlinkSync(join(root, 'node_modules/node/bin/node'), join(folder, 'node_modules/node/bin/node'));
  }

  /** Without PATH there is no npm: whatever needs it fails, and says so. */
  function run(): { status: number | null; stdout: string; stderr: string } {
    mkdirSync(join(folder, 'scripts'), { recursive: true });
    copyFileSync(join(root, 'scripts/install.js'), join(folder, 'scripts/install.mjs'));
    return spawnSync(process.execPath, [join(folder, 'scripts/install.mjs')], { encoding: 'utf8', env: { PATH: join(folder, 'nowhere') } });
  }

  test('accepts what npm itself installed, remembers it, and is silent from then on', () => {
    installed({ 'node_modules/node': { version: '24.0.0' } });
    expect(run()).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const hash = createHash('sha256').update(lock).digest('hex');
    expect(readFileSync(stampFile(), 'utf8')).toBe(`${hash} ${process.platform}-${process.arch}`);
    rmSync(join(folder, 'node_modules/.package-lock.json'));
    expect(run()).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test.each([
    ['another version', { 'node_modules/node': { version: '23.0.0' } }],
    ['a package missing', {}],
    ['a package too many', { 'node_modules/node': { version: '24.0.0' }, 'node_modules/extra': { version: '1.0.0' } }],
  ])('%s: installs again, and says what to do where npm is missing', (_case, record) => {
    installed(record);
    const { status, stdout, stderr } = run();
    expect(status).toBe(1);
    expect(stdout).toContain('installing the dependencies');
    expect(stderr).toMatch(/^hufu: npm could not be started .*install npm/);
    expect(existsSync(stampFile())).toBe(false);
  });

  test('an incomplete copy of the project is named as such', () => {
    expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('package-lock.json is missing') });
  });
});
