import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#test/support/postgres.ts';
import { type TestApi, testApi } from './support.ts';

const db = testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'hufu-console-'));
const dist = join(folder, 'dist');
mkdirSync(join(dist, 'assets'), { recursive: true });
writeFileSync(join(dist, 'index.html'), '<!doctype html><title>虎符</title>');
writeFileSync(join(dist, 'assets', 'app-3f9c.js'), 'export {};');
writeFileSync(join(folder, 'secret.txt'), 'secret');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let api: TestApi;
beforeAll(() => {
  api = testApi(db, { consoleDir: dist });
});

const get = (path: string) => api.send('GET', path);

describe('the console', () => {
  test.each(['/', '/alerts', '/alerts/alert_01', '/setup?token=abc', '/index.html'])('has its page at %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>虎符</title>');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test('lets browsers keep its files, whose names change with their content', async () => {
    const response = await get('/assets/app-3f9c.js');
    expect(response.headers.get('content-type')).toMatch(/javascript/);
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  test('answers no HTML for a file that an upgrade removed', async () => {
    expect((await get('/assets/app-old.js')).status).toBe(404);
  });

  test('gives nothing outside its folder', async () => {
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%5c..%5csecret.txt']) {
      expect(await (await get(path)).text()).not.toBe('secret');
    }
  });

  test('leaves /api to the API', async () => {
    expect((await get('/api/nothing')).headers.get('content-type')).toBe('application/problem+json');
  });

  test('says so where it was not built', async () => {
    const response = await testApi(db, { consoleDir: join(folder, 'none') }).send('GET', '/');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('控制台尚未构建');
  });
});

describe('the API reference', () => {
  test('is one page with nothing from elsewhere and no inline script', async () => {
    const page = await (await get('/api/docs')).text();
    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses.length).toBeGreaterThan(3);
    for (const address of addresses) {
      expect(address).toMatch(/^\/api\//);
      expect((await get(address)).status).toBe(200);
    }
    expect(page).not.toMatch(/<script(?![^>]*src=)/);
    expect(page).not.toMatch(/\son\w+=/);
  });

  test('gives no other file of its package', async () => {
    for (const file of ['package.json', 'index.html', '..%2fpackage.json'])
      expect((await get(`/api/docs/assets/${file}`)).status).toBe(404);
  });
});
