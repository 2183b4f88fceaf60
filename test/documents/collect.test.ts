import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openFolderStore } from '#src/blob/index.ts';
import { collectPage, searchDocuments } from '#src/documents/index.ts';
import { createFetcher, type Fetcher } from '#src/fetch/index.ts';
import { JobError } from '#src/queue/index.ts';
import { openPostgresSearch } from '#src/search/index.ts';
import { listSources, saveSource, startDueRuns } from '#src/sources/index.ts';
import { testDatabase } from '#test/support/postgres.ts';

type Route = (request: IncomingMessage, response: ServerResponse) => void;

const t = testDatabase();
const routes = new Map<string, Route>();
const asked: string[] = [];
const root = mkdtempSync(join(tmpdir(), 'hufu-collect-'));
let server: Server;
let base = '';
let fetcher: Fetcher;

function html(title: string, body: string): Route {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<html><head><title>${title}</title></head><body><h1>${title}</h1><p class="date">2026-03-01 09:00</p><article>${body}</article></body></html>`,
    );
  };
}

const status =
  (code: number, headers: Record<string, string> = {}): Route =>
  (_request, response) => {
    response.writeHead(code, headers).end();
  };

const text = `<p>${'云南品牌办公室今日通报认证标志使用情况，并公布抽查结果。'.repeat(8)}</p>`;

function list(...paths: string[]): Route {
  return html(
    '新闻列表',
    `<ul class="list">${paths.map((path) => `<li><a class="t" href="${path}">关于${path}的通报</a></li>`).join('')}</ul>`,
  );
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    (routes.get(path) ?? status(404))(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  const budget = { limits: { concurrency: 4, intervalMs: 0 }, maxWaitMs: 1_000 };
  fetcher = createFetcher({ userAgent: 'HufuBot/0.1', allow: [base], clock: t.clock, log: t.ctx().log, budget });
});
afterAll(async () => {
  await fetcher.close();
  await new Promise((resolve) => server.close(resolve));
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  routes.clear();
  asked.length = 0;
});

async function source(id: string): Promise<void> {
  const config = { lists: [`${base}/list`], item: 'ul.list li', link: 'a.t' };
  await saveSource(t.ctx(), {
    id,
    plugin: 'article-list',
    name: id,
    url: `${base}/list`,
    kind: 'news',
    grade: 'local',
    config,
    intervalMinutes: 60,
  });
}

async function pending(): Promise<string[]> {
  const { rows } = await t.database.pool.query<{ id: string }>(`select id from pages where state = 'pending' order by id`);
  return rows.map((row) => row.id);
}

/** Works the frontier to its end; whoever asks for patience gets it on the virtual clock. */
async function collectAll(): Promise<void> {
  const deps = { fetcher, blobs: openFolderStore(root) };
  for (let ids = await pending(); ids.length > 0; ids = await pending()) {
    for (const id of ids) {
      try {
        await collectPage(t.ctx(), deps, id, new AbortController().signal);
      } catch (error) {
        if (!(error instanceof JobError)) throw error;
        t.clock.advance(error.delayMs);
      }
    }
  }
}

async function health(id: string) {
  return (await listSources(t.ctx())).find((each) => each.id === id);
}

async function reasons(): Promise<Record<string, string>> {
  const { rows } = await t.database.pool.query<{ url: string; reason: string }>(`select url, reason from pages where state = 'failed'`);
  return Object.fromEntries(rows.map((row) => [row.url.replace(base, ''), row.reason]));
}

describe('a source that misbehaves', () => {
  test('each page has its stated reason, and the rest is kept', async () => {
    routes.set('/list', list('/good', '/forbidden', '/gone', '/broken', '/loop', '/empty'));
    routes.set('/good', html('标志使用情况通报', text));
    routes.set('/forbidden', status(403));
    routes.set('/gone', status(410));
    routes.set('/broken', status(500));
    routes.set('/loop', status(302, { location: '/loop' }));
    routes.set('/empty', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body><nav>首页</nav></body></html>');
    });
    await source('misbehaving');
    expect(await startDueRuns(t.ctx())).toBe(1);
    await collectAll();
    expect(await reasons()).toEqual({
      '/forbidden': 'forbidden',
      '/gone': 'gone',
      '/broken': 'server-error',
      '/loop': expect.stringContaining('redirect'),
      '/empty': 'layout-changed',
    });
    expect(await health('misbehaving')).toMatchObject({
      health: 'partial',
      healthReason: expect.stringContaining('共 7 页，5 页没有读到'),
    });
    const kept = await searchDocuments(t.ctx(), openPostgresSearch(t.db), { limit: 10, kind: 'article' });
    expect(kept.items.map((item) => item.url)).toEqual([`${base}/good`]);
  });

  test('one that answers 429 is left alone as long as it asks, and read afterwards', async () => {
    let busy = 2;
    routes.set('/list', list('/later'));
    routes.set('/later', (request, response) => {
      busy -= 1;
      if (busy >= 0) status(429, { 'retry-after': '7' })(request, response);
      else html('稍后可读', text)(request, response);
    });
    await source('throttling');
    await startDueRuns(t.ctx());
    const began = t.clock.now().getTime();
    await collectAll();
    expect(t.clock.now().getTime() - began).toBeGreaterThanOrEqual(14_000);
    expect(await health('throttling')).toMatchObject({ health: 'good', healthReason: null });
  });

  test('one whose list page changed its build is failing with that reason, which is not the same as no news', async () => {
    routes.set('/list', html('全新改版', '<div>敬请期待</div>'));
    await source('rebuilt');
    await startDueRuns(t.ctx());
    await collectAll();
    expect(await health('rebuilt')).toMatchObject({ health: 'failing' });
    expect((await reasons())['/list']).toBe('layout-changed');
  });
});

describe('a run', () => {
  test('started twice is one run, and comes again when its time has come', async () => {
    routes.set('/list', list());
    await source('rhythm');
    expect(await startDueRuns(t.ctx())).toBe(1);
    expect(await startDueRuns(t.ctx())).toBe(0);
    await collectAll();
    t.clock.advance(60 * 60_000);
    expect(await startDueRuns(t.ctx())).toBeGreaterThanOrEqual(1);
    await collectAll();
  });

  test('asks only whether a known page has changed, and follows its links all the same', async () => {
    const etag = '"v1"';
    let notModified = 0;
    const cached =
      (route: Route): Route =>
      (request, response) => {
        if (request.headers['if-none-match'] === etag) {
          notModified += 1;
          status(304, { etag })(request, response);
          return;
        }
        response.setHeader('etag', etag);
        route(request, response);
      };
    routes.set('/list', cached(list('/cached')));
    routes.set('/cached', cached(html('缓存页', text)));
    await source('cached');
    await startDueRuns(t.ctx());
    await collectAll();
    expect(notModified).toBe(0);
    t.clock.advance(60 * 60_000);
    asked.length = 0;
    await startDueRuns(t.ctx());
    await collectAll();
    expect(asked).toContain('/cached');
    expect(notModified).toBeGreaterThanOrEqual(2);
    const { rows } = await t.database.pool.query(`select version from documents where url = $1`, [`${base}/cached`]);
    expect(rows).toEqual([{ version: 1 }]);
  });

  test('of a source with settings its plug-in does not know is refused in words', async () => {
    const wrong = {
      id: 'wrong',
      plugin: 'article-list',
      name: 'x',
      url: base,
      kind: 'news' as const,
      config: { list: [] },
      intervalMinutes: 5,
    };
    await expect(saveSource(t.ctx(), wrong)).rejects.toThrow('the settings do not fit plug-in article-list');
    await expect(saveSource(t.ctx(), { ...wrong, plugin: 'telepathy' })).rejects.toThrow('no source plug-in telepathy');
  });
});
