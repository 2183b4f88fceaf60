import { z } from 'zod';
import { articleContext, parseArticlePage } from '../article-page.ts';
import { all, first, lineOf, type PageDocument, type PageElement, parsePage } from '../dom.ts';
import { extractionRules } from '../extraction-rules.ts';
import { absoluteUrl, baseOf, linksBy } from '../links.ts';
import { maxPagesSetting, patternSetting, selectorSetting } from '../settings.ts';
import { changedLayout, type FetchTarget, type Page, type ParseResult, type SourcePlugin } from '../source.ts';

const configSchema = z.strictObject({
  /** Addresses of list pages; the source's own address where there are none. */
  lists: z.array(z.url()).default([]),
  /** One entry of the list; author and date are looked for inside it. */
  item: selectorSetting.optional(),
  /** The link within an entry, or on the page where `item` is not given. */
  link: selectorSetting.optional(),
  /** Regular expression the address of an article must match. */
  linkPattern: patternSetting.optional(),
  date: selectorSetting.optional(),
  author: selectorSetting.optional(),
  next: selectorSetting.optional(),
  maxPages: maxPagesSetting,
});
export type ArticleListConfig = z.output<typeof configSchema>;

export const articleList: SourcePlugin<ArticleListConfig> = {
  id: 'article-list',
  name: '文章列表',
  summary: '读取没有订阅源的新闻、政务和论坛网站：从列表页找到文章，再读取每篇文章。',
  configSchema,
  kinds: ['list', 'article'],
  seeds: (config, source) =>
    (config.lists.length === 0 ? [source.url] : config.lists).map((url) => ({ url, kind: 'list', context: { page: '1' } })),
  parse: (page, target, config) => (target.kind === 'article' ? parseArticlePage(page, target) : parseList(page, target, config)),
};

function parseList(page: Page, target: FetchTarget, config: ArticleListConfig): ParseResult {
  const document = parsePage(page.text);
  const base = baseOf(document, page.finalUrl);
  const articles = config.item === undefined ? linkedArticles(document, base, config) : listedArticles(document, base, config, config.item);
  if (articles.length === 0 && !saysNothing(document))
    return changedLayout(`列表页上没有找到文章链接，版面可能已变，请核对选择器：${page.url}`);
  return { targets: [...articles, ...nextPage(document, base, target, config)], items: [], problems: [] };
}

function listedArticles(document: PageDocument, base: string, config: ArticleListConfig, item: string): FetchTarget[] {
  const pattern = config.linkPattern === undefined ? undefined : new RegExp(config.linkPattern);
  const found = new Map<string, FetchTarget>();
  for (const entry of all(document, item)) {
    const link = first(entry, config.link ?? 'a[href]') ?? (entry.hasAttribute('href') ? entry : undefined);
    const url = absoluteUrl(link?.getAttribute('href'), base);
    if (link === undefined || url === undefined || found.has(url) || pattern?.test(url) === false) continue;
    const author = lineOf(first(entry, config.author), 100);
    const publishedAt = lineOf(first(entry, config.date), 100);
    found.set(url, { url, kind: 'article', context: articleContext({ title: titleOf(link), author, publishedAt }) });
  }
  return [...found.values()];
}

/** Shorter link texts are navigation, not titles. */
const SHORTEST_TITLE = 8;

function linkedArticles(document: PageDocument, base: string, config: ArticleListConfig): FetchTarget[] {
  const host = URL.parse(base)?.hostname;
  const automatic = config.link === undefined && config.linkPattern === undefined;
  return linksBy(document, { selector: config.link, pattern: config.linkPattern }, base)
    .filter(
      ({ url, element }) =>
        !automatic || (URL.parse(url)?.hostname === host && looksLikeArticle(url) && titleOf(element).length >= SHORTEST_TITLE),
    )
    .map(({ url, element }) => ({ url, kind: 'article', context: articleContext({ title: titleOf(element) }) }));
}

/** Articles have a number or a date in their address; sections do not. */
function looksLikeArticle(url: string): boolean {
  const { pathname, search } = new URL(url);
  return /\d{2,}/.test(pathname.split('/').at(-1) ?? '') || /\d{6,}\/?$/.test(pathname) || /[?&]\w*id=\d/i.test(search);
}

/** Lists cut long titles and keep the whole one in the `title` attribute. */
function titleOf(link: PageElement): string {
  const whole = (link.getAttribute('title') ?? '').trim();
  const shown = lineOf(link, 300);
  return whole.length > shown.length ? whole : shown;
}

function saysNothing(document: PageDocument): boolean {
  const text = document.body.textContent;
  return extractionRules().listing.noResults.some((words) => text.includes(words));
}

function nextPage(document: PageDocument, base: string, target: FetchTarget, config: ArticleListConfig): FetchTarget[] {
  const number = Number(target.context?.['page'] ?? '1');
  const url = absoluteUrl(first(document, config.next)?.getAttribute('href'), base);
  return url === undefined || url === target.url || number >= config.maxPages
    ? []
    : [{ url, kind: 'list', context: { page: String(number + 1) } }];
}
