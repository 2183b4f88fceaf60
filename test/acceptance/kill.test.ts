import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, startEmbeddedPostgres } from '#src/db/index.ts';
import { quiet, type RunningService, startProcess, until } from '#test/support/service.ts';

const root = mkdtempSync(join(tmpdir(), 'hufu-kill-'));
const receivedIds: string[] = [];
let receiver: Server;
let origin = '';
let samplePort = 0;
let startedAt = '';

async function port(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

beforeAll(async () => {
  receiver = createServer((request, response) => {
    receivedIds.push(String(request.headers['webhook-id']));
    request.resume().on('end', () => response.writeHead(204).end());
  });
  origin = `http://127.0.0.1:${await port(receiver)}`;
  const probe = createServer();
  samplePort = await port(probe);
  await new Promise((resolve) => probe.close(resolve));
  // Long enough ago that every article of the sample world is out: both runs see the same pages.
  startedAt = new Date(performance.timeOrigin - 3_600_000).toISOString();
});
afterAll(async () => {
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  rmSync(root, { recursive: true, force: true });
});

/** Makes the first account through the set-up link and subscribes our receiver to everything. */
async function subscribe(service: RunningService): Promise<void> {
  const token = /setup\?token=(\S+)/.exec(service.output())?.[1] ?? '';
  const headers = { 'content-type': 'application/json', origin: service.url };
  const account = { token, name: '管理员', email: 'admin@hufu.example', password: 'a long enough passphrase' };
  const setup = await fetch(`${service.url}/api/setup`, { method: 'POST', headers, body: JSON.stringify(account) });
  expect(setup.status).toBe(201);
  const cookie = setup.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const made = await fetch(`${service.url}/api/subscriptions`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify({ name: 'receiver', url: `${origin}/hook` }),
  });
  expect(made.status).toBe(201);
}

const settings = () => ({ HUFU_SAMPLE: 'on', HUFU_ALLOW_ORIGINS: origin });

async function prepare(name: string): Promise<string> {
  const data = join(root, name);
  const service = await startProcess(data, { HUFU_ALLOW_ORIGINS: origin });
  await subscribe(service);
  expect(await service.stop()).toBe(0);
  writeFileSync(join(data, 'sample.json'), JSON.stringify({ seed: 7, startedAt, port: samplePort }));
  return data;
}

async function documents(service: RunningService): Promise<number> {
  const found = (await (await service.get('/api/overview')).json()) as { documents: { listings: number; articles: number } };
  return found.documents.listings + found.documents.articles;
}

/** What a run ended with, without the ids and times that differ between any two runs. */
async function outcome(data: string) {
  const server = await startEmbeddedPostgres(join(data, 'postgres'));
  const url = new URL(server.url);
  url.pathname = '/hufu';
  const database = openDatabase(url.href, 2);
  const rows = async (query: string) =>
    (await database.pool.query<Record<string, string>>(query)).rows.map((row) => Object.values(row).join(' | '));
  try {
    return {
      documents: await rows('select kind, url, version::text, content_hash from documents order by 1, 2'),
      unanalysed: await rows('select url from documents where analysed_version < version'),
      alerts: await rows(
        `select url, state, level, verdict, array_to_string(codes, ',') from alerts where kind = 'infringement' order by 1`,
      ),
      crises: await rows(`select brand, level from alerts where kind = 'opinion' and level in ('yellow', 'orange', 'red') order by 1, 2`),
      cases: await rows('select title, level, state from cases order by 1'),
      notices: await rows(
        `select d.type, a.url from deliveries d join alerts a on a.id = split_part(d.notice_key, ':', 2) where a.kind = 'infringement' and d.state = 'delivered' order by 1, 2`,
      ),
      undelivered: await rows(`select id from deliveries where state <> 'delivered'`),
      delivered: await rows(`select id from deliveries where state = 'delivered'`),
    };
  } finally {
    await database.close();
    await server.stop();
  }
}

async function crawlUndisturbed(data: string): Promise<void> {
  const service = await startProcess(data, settings());
  await until(
    'the sample world is collected',
    90_000,
    () => documents(service),
    (n) => n > 300,
  );
  await quiet(service, 90_000);
  expect(await service.stop()).toBe(0);
}

async function crawlKilled(data: string, killAt: readonly number[]): Promise<void> {
  for (const wanted of killAt) {
    const service = await startProcess(data, settings());
    await until(
      `${wanted} documents`,
      90_000,
      () => documents(service),
      (n) => n >= wanted,
    );
    await service.stop('SIGKILL');
  }
  await crawlUndisturbed(data);
}

test('killed twice in mid-crawl and started again, it ends with what an undisturbed run has', { timeout: 400_000 }, async () => {
  const calm = await prepare('calm');
  await crawlUndisturbed(calm);
  const expected = await outcome(calm);
  expect(expected.alerts.length).toBeGreaterThan(40);
  expect(expected.notices.length).toBeGreaterThanOrEqual(expected.alerts.length);

  receivedIds.length = 0;
  const disturbed = await prepare('disturbed');
  await crawlKilled(disturbed, [40, 200]);
  const { delivered, ...found } = await outcome(disturbed);
  const { delivered: _ids, ...wanted } = expected;
  expect(found).toEqual(wanted);
  // A notice may be sent again when the process dies between the answer and our note of it, always under its one id.
  expect(new Set(receivedIds)).toEqual(new Set(delivered));
});
