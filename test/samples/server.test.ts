import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleKeywords, sampleSources } from '#samples/sources.ts';
import { servedWorld } from './support.ts';

let sample: Awaited<ReturnType<typeof servedWorld>>;

beforeAll(async () => {
  sample = await servedWorld();
});

afterAll(async () => {
  await sample.server.close();
});

async function text(path: string): Promise<string> {
  const response = await sample.get(path);
  expect(response.status, path).toBe(200);
  return response.text();
}

function links(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&'));
}

/** Follows `a.next` from a keyword's first page to its last. */
async function searchPages(keyword: string): Promise<string[]> {
  const pages: string[] = [];
  let next: string | undefined = `/mall/search?q=${encodeURIComponent(keyword)}&page=1`;
  while (next !== undefined) {
    const html: string = await text(next);
    pages.push(html);
    next = links(html, /<a class="next" href="([^"]+)"/g)[0];
  }
  return pages;
}

describe('the marketplace', () => {
  test('every listing is found by searching, on two to four pages a keyword', async () => {
    const found = new Set<string>();
    for (const keyword of sampleKeywords) {
      const pages = await searchPages(keyword);
      expect(pages.length, keyword).toBeGreaterThanOrEqual(2);
      expect(pages.length, keyword).toBeLessThanOrEqual(4);
      for (const page of pages) for (const path of links(page, /<a class="item" href="([^"]+)"/g)) found.add(path);
    }
    expect(found.size).toBe(sample.world.listings.length);
    for (const { path } of sample.world.listings) expect(found).toContain(path);
  });

  test('half of the item pages carry JSON-LD, the other half no structured data', async () => {
    const structured = sample.world.listings.find(({ build }) => build === 'structured');
    const plain = sample.world.listings.find(({ build }) => build === 'plain');
    const rich = await text(structured?.path ?? '');
    const data = JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(rich)?.[1] ?? '{}');
    expect(data).toMatchObject({ '@type': 'Product', name: structured?.title, sku: structured?.id, offers: { priceCurrency: 'CNY' } });
    const bare = await text(plain?.path ?? '');
    expect(bare).not.toMatch(/ld\+json|itemprop|og:/);
    for (const part of ['class="goods-title"', 'class="price"', 'class="shop-name"', 'ul class="params"', 'class="detail"'])
      expect(bare).toContain(part);
    const builds = sample.world.listings.filter(({ build }) => build === 'plain').length;
    expect(builds).toBe(160);
  });

  test('a licensed shop shows its licence, a personal one says that it has none, a nameless one has no page', async () => {
    const licensed = sample.world.shops.find(({ name }) => name === '滇味严选仓');
    const page = await text(licensed?.path ?? '');
    expect(page).toContain('昆明滇味严选电子商务有限公司');
    expect(page).toContain(licensed?.uscc);
    const personal = sample.world.shops.find(({ name }) => name === '老班章批发阿强');
    expect(await text(personal?.path ?? '')).toContain('未公示营业执照');
    const nameless = sample.world.shops.find(({ name }) => name === '');
    expect((await sample.get(nameless?.path ?? '')).status).toBe(404);
  });

  test('pictures are PNG files that can be read', async () => {
    const id = sample.world.listings[0]?.id;
    const response = await sample.get(`/mall/img/${id}.png`);
    expect(response.headers.get('content-type')).toBe('image/png');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    const start = bytes.indexOf('IDAT');
    const pixels = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)));
    expect(pixels).toHaveLength(160 * 161);
  });
});

describe('the news sites', () => {
  test('site C is GBK and says so nowhere', async () => {
    const response = await sample.get('/news-c/index.html');
    expect(response.headers.get('content-type')).toBe('text/html');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.toString('latin1')).not.toMatch(/charset/i);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    expect(new TextDecoder('gbk', { fatal: true }).decode(bytes)).toContain('高原晚报网');
  });

  test('feeds are RSS and Atom with summaries, and post authors', async () => {
    expect(await text('/news-a/feed.xml')).toMatch(/<rss version="2\.0"/);
    expect(await text('/news-a/posts.xml')).toContain('<dc:creator>自驾的老徐</dc:creator>');
    expect(await text('/news-b/atom.xml')).toContain('xmlns="http://www.w3.org/2005/Atom"');
  });

  test('an article appears in its list and under its address when it is due, not before', async () => {
    const upcoming = sample.world.articles.find(
      ({ site, section, publishedAt }) => site === 'a' && section === 'news' && Date.parse(publishedAt) > sample.clock.now().getTime(),
    );
    const path = upcoming?.path ?? '';
    expect((await sample.get(path)).status).toBe(404);
    expect(await text('/news-a/feed.xml')).not.toContain(path);
    const before = sample.clock.now();
    sample.clock.set(new Date(upcoming?.publishedAt ?? 0));
    expect(await text(path)).toContain(upcoming?.title);
    expect(await text('/news-a/feed.xml')).toContain(path);
    sample.clock.set(before);
  });

  test('every article names its date and its author', async () => {
    for (const article of sample.world.articles.filter(({ publishedAt }) => Date.parse(publishedAt) <= sample.clock.now().getTime())) {
      const bytes = await (await sample.get(article.path)).arrayBuffer();
      const html = new TextDecoder(article.site === 'c' ? 'gbk' : 'utf-8').decode(bytes);
      expect(html).toContain(article.author);
      expect(html).toMatch(/20\d\d-\d\d-\d\d \d\d:\d\d/);
      expect(html).toContain(article.body[0]);
    }
  });
});

describe('manners of the server', () => {
  test('robots.txt allows everything without a delay, for every site', async () => {
    for (const path of ['/robots.txt', '/mall/robots.txt', '/news-a/robots.txt', '/news-b/robots.txt', '/news-c/robots.txt']) {
      expect(await text(path)).toBe('User-agent: *\nAllow: /\n');
    }
  });

  test('an unchanged page answers 304, a changed list does not', async () => {
    const first = await sample.get('/news-b/atom.xml');
    const etag = first.headers.get('etag') ?? '';
    expect((await sample.get('/news-b/atom.xml', { 'if-none-match': etag })).status).toBe(304);
    const before = sample.clock.now();
    sample.clock.advance(5 * 60_000);
    expect((await sample.get('/news-b/atom.xml', { 'if-none-match': etag })).status).toBe(200);
    sample.clock.set(before);
  });

  test('what it does not know is 404, what would change something 405', async () => {
    expect((await sample.get('/mall/item/1.html')).status).toBe(404);
    expect((await sample.get('/mall/search?q=%E8%8C%B6%E5%8F%B6&page=0')).status).toBe(404);
    expect((await fetch(`${sample.server.url}/mall/`, { method: 'POST' })).status).toBe(405);
  });

  test('nothing served says what is planted, and every page calls itself a sample', async () => {
    const { world, clock } = sample;
    clock.advance(20 * 60_000);
    const paths = [
      '/',
      '/mall/',
      '/news-a/',
      '/news-b/',
      '/news-c/index.html',
      '/news-c/bbs/',
      '/news-a/feed.xml',
      '/news-a/posts.xml',
      '/news-b/atom.xml',
      ...world.listings.map(({ path }) => path),
      ...world.shops.filter(({ name }) => name !== '').map(({ path }) => path),
      ...world.articles.map(({ path }) => path),
    ];
    const secrets = [
      'truth',
      'verdict',
      'planted',
      'violation',
      'evasion',
      'unidentified',
      ...world.truth.crises.flatMap(({ id, title }) => [id, title]),
    ];
    for (const path of paths) {
      const bytes = Buffer.from(await (await sample.get(path)).arrayBuffer());
      const page = path.startsWith('/news-c/') ? new TextDecoder('gbk').decode(bytes) : bytes.toString();
      for (const secret of secrets) expect(page.includes(secret), `${path}: ${secret}`).toBe(false);
      expect(page, path).toContain('示例站点');
    }
    for (const path of ['/truth', '/truth.json', '/sample.json', '/data/planted.yaml', '/mall/../data/planted.yaml']) {
      expect((await sample.get(path)).status).toBe(404);
    }
  });

  test('the source definitions lead to what is served', async () => {
    const sources = sampleSources(sample.server.url);
    expect(sources.map(({ kind }) => kind).sort()).toEqual(['news', 'news', 'news', 'news', 'news', 'shop']);
    for (const { url } of sources) expect((await fetch(url)).status, url).toBe(200);
    expect([...sampleKeywords].sort()).toEqual([...sample.world.topics].sort());
  });
});
