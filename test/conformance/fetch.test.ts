import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFetcher, type Fetcher, type FetchFailed, type FetchRequest, type FetchResult } from '#src/fetch/index.ts';
import { answering, type LocalSite, localSite, redirecting } from '../fetch/local-site.ts';
import { silentLog, type Time, UNHURRIED, virtualTime } from '../fetch/parts.ts';

let site: LocalSite;
let time: Time;
let fetcher: Fetcher;

beforeAll(async () => {
  site = await localSite();
  time = virtualTime();
  fetcher = fetcherFor(site.origin);
});

afterAll(async () => {
  await fetcher.close();
  await site.close();
});

function fetcherFor(...allow: string[]): Fetcher {
  const { clock, sleep } = time;
  return createFetcher({ userAgent: 'HufuBot/0.1 (+https://hufu.example/bot)', allow, clock, sleep, log: silentLog(), budget: UNHURRIED });
}

function get(path: string, more: Partial<FetchRequest> = {}): Promise<FetchResult> {
  return fetcher.fetch({ url: path.startsWith('http') ? path : `${site.origin}${path}`, purpose: 'page', ...more });
}

async function page(path: string, more: Partial<FetchRequest> = {}) {
  const result = await get(path, more);
  if (result.kind !== 'ok') throw new Error(`expected a page, got ${JSON.stringify(result)}`);
  return result;
}

async function failure(path: string, more: Partial<FetchRequest> = {}): Promise<FetchFailed> {
  const result = await get(path, more);
  if (result.kind !== 'failed') throw new Error(`expected a failure, got ${result.kind}`);
  expect(result.message).toMatch(/\p{Script=Han}.*。$/u);
  return result;
}

describe('a page that is there', () => {
  test('comes with its bytes, headers, time and our name on the request', async () => {
    site.on(
      '/ok',
      answering('<p>普洱茶</p>', {
        'content-type': 'text/html; charset=utf-8',
        etag: '"a1"',
        'last-modified': 'Thu, 19 Nov 2026 00:00:00 GMT',
      }),
    );
    const found = await page('/ok');
    expect(found).toMatchObject({
      status: 200,
      etag: '"a1"',
      lastModified: 'Thu, 19 Nov 2026 00:00:00 GMT',
      charset: 'utf-8',
      finalUrl: `${site.origin}/ok`,
    });
    expect(found.text()).toBe('<p>普洱茶</p>');
    expect(found.fetchedAt).toEqual(time.clock.now());
    expect(site.headersOf('/ok')).toMatchObject({
      'user-agent': 'HufuBot/0.1 (+https://hufu.example/bot)',
      'accept-language': expect.stringContaining('zh-CN'),
    });
    expect(site.headersOf('/ok')).not.toHaveProperty('cookie');
  });

  test('is not sent again while its validators hold', async () => {
    site.on('/cached', (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304, { etag: '"v1"' }).end();
      else response.writeHead(200, { etag: '"v1"' }).end('x');
    });
    expect((await page('/cached')).etag).toBe('"v1"');
    expect(await get('/cached', { etag: '"v1"' })).toEqual({ kind: 'not-modified' });
    expect((await page('/cached', { etag: '"v0"' })).text()).toBe('x');
  });

  test('304 to an unconditional request is a failure, not an empty page', async () => {
    site.on('/always-304', answering('', {}, 304));
    expect(await failure('/always-304')).toMatchObject({ reason: 'unexpected-status', status: 304 });
  });

  test('in GBK without a declaration is read right', async () => {
    // 云南品牌 in GBK
    site.on('/gbk', answering(Buffer.from('d4c6c4cfc6b7c5c6', 'hex')));
    const found = await page('/gbk');
    expect(found.text()).toBe('云南品牌');
    expect(found.charset).toBe('gb18030');
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('is unpacked from %s', async (coding, pack) => {
    site.on(`/packed-${coding}`, answering(pack(Buffer.from('山西老陈醋'.repeat(1_000))), { 'content-encoding': coding }));
    expect((await page(`/packed-${coding}`)).text()).toBe('山西老陈醋'.repeat(1_000));
  });
});

describe('a status that is no page', () => {
  test.each([
    [401, 'login-required', 'never'],
    [403, 'forbidden', 'never'],
    [404, 'not-found', 'never'],
    [410, 'gone', 'never'],
    [418, 'unexpected-status', 'never'],
    [451, 'legal-block', 'never'],
    [500, 'server-error', 'retry'],
    [502, 'server-error', 'retry'],
    [503, 'server-error', 'retry'],
  ] as const)('%d is %s: %s', async (status, reason, retry) => {
    site.on(`/status-${status}`, answering('<h1>error</h1>', {}, status));
    expect(await failure(`/status-${status}`)).toMatchObject({ reason, retry, status });
  });

  test.each([
    ['in seconds', '120'],
    ['as a date', 'Fri, 20 Nov 2026 00:02:00 GMT'],
  ])('429 says when to come back, %s, and the host is left alone until then', async (_case, retryAfter) => {
    const own = await localSite();
    time.clock.set(new Date('2026-11-20T00:00:00Z'));
    const polite = fetcherFor(own.origin);
    try {
      own.on('/busy', answering('', { 'retry-after': retryAfter }, 429));
      own.on('/other', answering('other'));
      expect(await polite.fetch({ url: `${own.origin}/busy`, purpose: 'page' })).toMatchObject({
        reason: 'throttled',
        retry: 'later',
        retryAfterMs: 120_000,
      });
      expect(await polite.fetch({ url: `${own.origin}/other`, purpose: 'page' })).toMatchObject({
        reason: 'host-busy',
        retry: 'later',
        retryAfterMs: 120_000,
      });
      expect(own.asked).not.toContain('/other');
      time.clock.advance(120_000);
      expect(await polite.fetch({ url: `${own.origin}/other`, purpose: 'page' })).toMatchObject({ kind: 'ok' });
    } finally {
      await polite.close();
      await own.close();
    }
  });

  test('503 with Retry-After asks for patience like 429', async () => {
    const own = await localSite();
    const polite = fetcherFor(own.origin);
    own.on('/maintenance', answering('', { 'retry-after': '30' }, 503));
    expect(await polite.fetch({ url: `${own.origin}/maintenance`, purpose: 'page' })).toMatchObject({
      reason: 'throttled',
      retry: 'later',
      retryAfterMs: 30_000,
    });
    await polite.close();
    await own.close();
  });
});

describe('a site that misbehaves', () => {
  test('sends nothing: timeout', async () => {
    site.on('/silent', () => undefined);
    expect(await failure('/silent', { timeoutMs: 80 })).toMatchObject({ reason: 'timeout', retry: 'retry' });
  });

  test('sends a byte now and then: the deadline is for the whole page', async () => {
    site.on('/drip', (_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await failure('/drip', { timeoutMs: 150 })).toMatchObject({ reason: 'timeout' });
  });

  test('redirects in a circle', async () => {
    site.on('/a', redirecting('/b'));
    site.on('/b', redirecting('/a', 301));
    expect(await failure('/a')).toMatchObject({ reason: 'too-many-redirects', retry: 'never' });
  });

  test('redirects for ever, each time elsewhere', async () => {
    site.on('/next', (request, response) => {
      const number = Number(new URL(request.url ?? '', site.origin).searchParams.get('n') ?? 0);
      response.writeHead(302, { location: `/next?n=${number + 1}` }).end();
    });
    expect(await failure('/next')).toMatchObject({ reason: 'too-many-redirects' });
    expect(site.asked.filter((path) => path.startsWith('/next'))).toHaveLength(11);
  });

  test('redirects properly: the end counts, raw Chinese in Location included', async () => {
    site.on('/from', redirecting(Buffer.from('/到/页面').toString('latin1'), 308));
    site.on(encodeURI('/到/页面'), answering('arrived'));
    const found = await page('/from');
    expect(found.text()).toBe('arrived');
    expect(decodeURI(found.finalUrl)).toBe(`${site.origin}/到/页面`);
    expect(found.url).toBe(`${site.origin}/from`);
  });

  test.each([
    ['a private address', 'http://10.0.0.1/admin', 'blocked-address'],
    ['the machine itself on another port', 'http://127.0.0.1:1/', 'blocked-address'],
    ['the metadata service', 'http://169.254.169.254/latest/meta-data/', 'blocked-address'],
    ['a decimal address', 'http://2130706433/', 'blocked-address'],
    ['a file', 'file:///etc/passwd', 'bad-redirect'],
    ['an address with a password', 'http://root:secret@www.example.com/', 'bad-redirect'],
  ])('redirects to %s: refused', async (_case, target, reason) => {
    site.on('/away', redirecting(target));
    expect(await failure('/away')).toMatchObject({ reason, retry: 'never' });
  });

  test('redirects without saying where', async () => {
    site.on('/nowhere', answering('', {}, 302));
    expect(await failure('/nowhere')).toMatchObject({ reason: 'bad-redirect' });
  });

  test('announces 200 MB: not even begun', async () => {
    let sent = 0;
    site.on('/announced', (_request, response) => {
      response.writeHead(200, { 'content-length': String(200 * 1024 * 1024) });
      sent += 1;
      response.flushHeaders();
    });
    expect(await failure('/announced')).toMatchObject({ reason: 'too-large', retry: 'never' });
    expect(sent).toBe(1);
  });

  test('sends 200 MB without announcing them: stopped at the limit', async () => {
    let sent = 0;
    const part = Buffer.alloc(256 * 1024, 'x');
    const closed = new Promise<void>((resolve) => {
      site.on('/endless', (_request, response) => {
        response.on('close', resolve);
        const more = (): void => {
          while (sent < 200 * 1024 * 1024 && !response.destroyed) {
            sent += part.length;
            if (!response.write(part)) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      });
    });
    expect(await failure('/endless', { maxBytes: 1024 * 1024 })).toMatchObject({ reason: 'too-large' });
    await closed;
    expect(sent).toBeLessThan(50 * 1024 * 1024);
  });

  test('sends a gzip bomb: 100 MB of zeros in 100 kB', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
    site.on('/bomb', answering(bomb, { 'content-encoding': 'gzip' }));
    expect(await failure('/bomb')).toMatchObject({ reason: 'compression-bomb', retry: 'never' });
  });

  test.each([
    ['says gzip and sends text', { 'content-encoding': 'gzip' }, Buffer.from('<p>plain</p>')],
    ['breaks off in the middle of gzip', { 'content-encoding': 'gzip' }, gzipSync(Buffer.from('x'.repeat(10_000))).subarray(0, 20)],
    ['uses a compression nobody knows', { 'content-encoding': 'rot13' }, Buffer.from('x')],
    ['packs three times', { 'content-encoding': 'gzip, gzip, gzip' }, Buffer.from('x')],
  ])('%s', async (_case, headers, body) => {
    site.on('/broken', answering(body, headers));
    expect(await failure('/broken')).toMatchObject({ reason: 'bad-body', retry: 'retry' });
  });

  test('breaks off before the announced end', async () => {
    site.on('/short', (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('only this', () => response.destroy());
    });
    expect((await failure('/short')).retry).toBe('retry');
  });

  test('speaks no HTTPS where HTTPS is asked for', async () => {
    const secure = site.origin.replace('http:', 'https:');
    const other = fetcherFor(secure);
    expect(await other.fetch({ url: `${secure}/`, purpose: 'page' })).toMatchObject({ reason: 'tls', retry: 'never' });
    await other.close();
  });

  test('is gone: connection refused', async () => {
    const gone = await localSite();
    await gone.close();
    const other = fetcherFor(gone.origin);
    expect(await other.fetch({ url: `${gone.origin}/`, purpose: 'page' })).toMatchObject({
      kind: 'failed',
      retry: 'later',
      reason: 'robots-unreachable',
    });
    await other.close();
  });
});

describe('robots.txt', () => {
  let own: LocalSite;
  let polite: Fetcher;
  beforeEach(async () => {
    own = await localSite();
    polite = fetcherFor(own.origin);
    return async () => {
      await polite.close();
      await own.close();
    };
  });
  const ask = (path: string): Promise<FetchResult> => polite.fetch({ url: `${own.origin}${path}`, purpose: 'page' });

  test('forbids: the page is never asked for, and the file only once', async () => {
    own.on('/robots.txt', answering('User-agent: *\nDisallow: /private\n'));
    own.on('/public', answering('x'));
    expect(await ask('/private/1')).toMatchObject({ reason: 'robots-denied', retry: 'never' });
    expect(await ask('/public')).toMatchObject({ kind: 'ok' });
    expect(own.asked).toEqual(['/robots.txt', '/public']);
  });

  test('names us: our group counts, not that of everybody', async () => {
    own.on('/robots.txt', answering('User-agent: *\nDisallow: /\n\nUser-agent: HufuBot\nDisallow: /secret\n'));
    own.on('/open', answering('x'));
    expect(await ask('/open')).toMatchObject({ kind: 'ok' });
    expect(await ask('/secret')).toMatchObject({ reason: 'robots-denied' });
  });

  test('forbids the target of a redirect', async () => {
    own.on('/robots.txt', answering('User-agent: *\nDisallow: /inner\n'));
    own.on('/door', redirecting('/inner'));
    expect(await ask('/door')).toMatchObject({ reason: 'robots-denied' });
    expect(own.asked).not.toContain('/inner');
  });

  test('is missing: everything is allowed', async () => {
    own.on('/x', answering('x'));
    expect(await ask('/x')).toMatchObject({ kind: 'ok' });
  });

  test.each([500, 503, 429])('answers %d: nothing is asked for now', async (status) => {
    own.on('/robots.txt', answering('', {}, status));
    own.on('/x', answering('x'));
    expect(await ask('/x')).toMatchObject({ reason: 'robots-unreachable', retry: 'later', retryAfterMs: expect.any(Number) });
    expect(own.asked).toEqual(['/robots.txt']);
  });

  test('is asked for again after an outage', async () => {
    own.on('/robots.txt', answering('', {}, 500));
    own.on('/x', answering('x'));
    expect(await ask('/x')).toMatchObject({ reason: 'robots-unreachable' });
    own.on('/robots.txt', answering('User-agent: *\nAllow: /\n'));
    time.clock.advance(300_000);
    expect(await ask('/x')).toMatchObject({ kind: 'ok' });
  });

  test('is longer than we read: the beginning counts', async () => {
    own.on('/robots.txt', answering(`User-agent: *\nDisallow: /secret\n${'# padding\n'.repeat(100_000)}Disallow: /\n`));
    own.on('/x', answering('x'));
    expect(await ask('/x')).toMatchObject({ kind: 'ok' });
    expect(await ask('/secret')).toMatchObject({ reason: 'robots-denied' });
  });
});

describe('refused before anything is sent', () => {
  test.each([
    ['http://10.1.2.3/', 'blocked-address'],
    ['http://localhost/', 'blocked-address'],
    ['ftp://www.example.com/', 'bad-url'],
    ['www.example.com', 'bad-url'],
    ['http://user@www.example.com/', 'bad-url'],
  ])('%s', async (url, reason) => {
    expect(await fetcher.fetch({ url, purpose: 'page' })).toMatchObject({ kind: 'failed', reason, retry: 'never' });
  });

  test('a cancelled request says so', async () => {
    site.on('/silent', () => undefined);
    const controller = new AbortController();
    const pending = fetcher.fetch({ url: `${site.origin}/silent`, purpose: 'page' }, controller.signal);
    controller.abort();
    expect(await pending).toMatchObject({ kind: 'failed', reason: 'cancelled' });
  });
});

test('closing twice is harmless', async () => {
  const other = fetcherFor(site.origin);
  await other.close();
  await other.close();
});
