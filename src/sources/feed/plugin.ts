import { z } from 'zod';
import type { Problem } from '#src/base/result.ts';
import { articleContext, parseArticlePage } from '../article-page.ts';
import { parsePage, textOf } from '../dom.ts';
import { type FeedDocument, type FeedEntry, readFeed } from '../feed-reader.ts';
import type { CollectedItem } from '../schemas.ts';
import { changedLayout, type FetchTarget, type Page, type ParseResult, type SourcePlugin } from '../source.ts';

const configSchema = z.strictObject({
  /** Addresses of feeds; the source's own address where there are none. */
  feeds: z.array(z.url()).default([]),
  /** Whether the page behind each entry is read; otherwise the text of the feed is taken. */
  fullText: z.boolean().default(true),
  maxEntries: z.number().int().min(1).max(1_000).default(200),
});
export type FeedConfig = z.output<typeof configSchema>;

export const feed: SourcePlugin<FeedConfig> = {
  id: 'feed',
  name: '订阅源',
  summary: '读取 RSS、Atom、RDF 或 JSON Feed，并打开每条的原文。',
  configSchema,
  kinds: ['feed', 'article'],
  seeds: (config, source) => (config.feeds.length === 0 ? [source.url] : config.feeds).map((url) => ({ url, kind: 'feed' })),
  parse: (page, target, config) => (target.kind === 'article' ? parseArticlePage(page, target) : parseFeedPage(page, config)),
};

function parseFeedPage(page: Page, config: FeedConfig): ParseResult {
  const document = readFeed(page.text, page.finalUrl);
  if (document === undefined) return changedLayout(`这里已经不是订阅源，请核对网址：${page.url}`);
  const problems: Problem[] = document.repaired
    ? [{ code: 'ill-formed-feed', message: `订阅源格式有错，已尽量读取，可能缺少条目：${page.url}` }]
    : [];
  const targets: FetchTarget[] = [];
  const items: CollectedItem[] = [];
  for (const entry of document.entries.slice(0, config.maxEntries)) {
    const read = config.fullText ? targetOf(entry) : itemOf(entry, document);
    if ('code' in read) problems.push(read);
    else if ('kind' in read) targets.push(read);
    else items.push(read);
  }
  return document.entries.length > 0 && targets.length + items.length === 0
    ? changedLayout(`订阅源有 ${document.entries.length} 条，但没有一条读得出来：${page.url}`, { problems })
    : { targets, items, problems };
}

function contextOf(entry: FeedEntry): Record<string, string> {
  const { title, author, source, published, updated } = entry;
  return articleContext({ title, author, outlet: source, publishedAt: published ?? updated });
}

function targetOf(entry: FeedEntry): FetchTarget | Problem {
  return entry.link === undefined ? withoutLink(entry) : { url: entry.link, kind: 'article', context: contextOf(entry) };
}

function withoutLink(entry: FeedEntry): Problem {
  return { code: 'entry-without-link', field: entry.id ?? entry.title ?? '', message: '这一条没有网址，已跳过。' };
}

function itemOf(entry: FeedEntry, document: FeedDocument): CollectedItem | Problem {
  if (entry.link === undefined) return withoutLink(entry);
  const text = textOf(parsePage(entry.content ?? '').body) || (entry.summary ?? '');
  const { title = text.slice(0, 40), ...known } = contextOf(entry);
  if (text === '') return { code: 'entry-without-text', field: entry.link, message: '这一条没有正文，已跳过；可以改为读取原文。' };
  const language = document.language === undefined ? {} : { language: document.language };
  return { type: 'article', url: entry.link, article: { title, text, images: [], ...language, ...known } };
}
