import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { decodePage } from '#src/fetch/index.ts';
import { findPlugin, sourcePlugins } from '#src/sources/registry.ts';
import { collectedItemSchema } from '#src/sources/schemas.ts';
import type { FetchTarget, Page, SourcePlugin } from '#src/sources/source.ts';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const SITES = folder('../fixtures/sites/');

interface RecordedPage extends FetchTarget {
  readonly file: string;
  /** Name of the expectation, where one page is read in several ways. */
  readonly as?: string;
  readonly config?: unknown;
}

interface RecordedSite {
  readonly home: string;
  readonly config: unknown;
  readonly pages: readonly RecordedPage[];
}

function siteOf(id: string): RecordedSite {
  return JSON.parse(readFileSync(`${SITES}${id}/site.json`, 'utf8'));
}

function expectationOf(id: string, recorded: RecordedPage): string {
  return `${SITES}${id}/${recorded.as ?? recorded.file.replace(/\.\w+$/, '')}.expected.json`;
}

function pageOf(id: string, recorded: RecordedPage): Page {
  const bytes = readFileSync(`${SITES}${id}/${recorded.file}`);
  const contentType = 'text/html';
  return { url: recorded.url, finalUrl: recorded.url, status: 200, contentType, text: decodePage(bytes, contentType).text, bytes };
}

function read(plugin: SourcePlugin<unknown>, recorded: RecordedPage, site: RecordedSite) {
  const { url, kind, context } = recorded;
  return plugin.parse(
    pageOf(plugin.id, recorded),
    { url, kind, ...(context === undefined ? {} : { context }) },
    plugin.configSchema.parse(recorded.config ?? site.config),
  );
}

describe('the registry of source plug-ins', () => {
  test('holds every folder that has a plug-in, and nothing else', () => {
    const folders = globSync('*/plugin.ts', { cwd: folder('../../src/sources/') }).map((path) => path.split('/')[0]);
    expect(sourcePlugins.map((plugin) => plugin.id)).toEqual(folders.sort());
  });

  test('an unknown plug-in is refused with the known ones', () => {
    expect(() => findPlugin('shop-json')).toThrow(/shop-json.*article-list, feed, shop-html/);
  });
});

describe.each(sourcePlugins)('$id', (plugin) => {
  const site = siteOf(plugin.id);

  test('says in Chinese what it is, and refuses settings it does not know', () => {
    expect(`${plugin.name}${plugin.summary}`).toMatch(/\p{Script=Han}/u);
    expect(plugin.configSchema.safeParse(site.config).success).toBe(true);
    expect(plugin.configSchema.safeParse({ ...(site.config as object), mispelt: 1 }).success).toBe(false);
  });

  test('begins with pages of its own kinds', () => {
    const seeds = plugin.seeds(plugin.configSchema.parse(site.config), { id: 'x', url: site.home });
    expect(seeds.length).toBeGreaterThan(0);
    for (const seed of seeds) expect(plugin.kinds).toContain(seed.kind);
  });

  test('every recorded page is read in a test', () => {
    const recorded = new Set(site.pages.map((page) => page.file));
    const files = readdirSync(`${SITES}${plugin.id}`).filter((file) => !file.endsWith('.expected.json') && file !== 'site.json');
    expect(files.filter((file) => !recorded.has(file))).toEqual([]);
    expect(new Set(site.pages.map((page) => page.kind))).toEqual(new Set(plugin.kinds));
  });

  test.each(site.pages)('$kind page $file $as', async (recorded) => {
    const result = read(plugin, recorded, site);
    for (const item of result.items) expect(collectedItemSchema.parse(item)).toEqual(item);
    for (const target of result.targets) expect(plugin.kinds).toContain(target.kind);
    const path = expectationOf(plugin.id, recorded);
    expect(existsSync(path), `${path} is missing: write down what the page holds`).toBe(true);
    expect(result).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });

  test.each([
    '',
    '<',
    '\0\0\0',
    '<html>'.repeat(3_000),
    '<div>'.repeat(20_000),
    '{"a":[',
    '<?xml version="1.0"?><rss>',
    '<!--',
    '<script>',
  ])('a page of nonsense is a changed layout, not a crash: %#', (text) => {
    for (const kind of plugin.kinds) {
      const url = 'https://www.example.cn/x';
      const page = { url, finalUrl: url, status: 200, contentType: '', text, bytes: new Uint8Array() };
      const result = plugin.parse(page, { url, kind }, plugin.configSchema.parse(site.config));
      expect(result.items).toEqual([]);
      if (kind !== 'feed' || !text.includes('<rss>')) expect(result.layoutChanged).toMatch(/\p{Script=Han}/u);
    }
  });
});
