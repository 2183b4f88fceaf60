import { findDate } from './dates.ts';
import { extractArticle } from './extract-article.ts';
import type { CollectedArticle } from './schemas.ts';
import { changedLayout, type FetchTarget, type Page, type ParseResult } from './source.ts';

/** Shorter bodies are not articles: an error page, a wall, or a page that is built by scripts. */
const SHORTEST_BODY = 5;

/** Reads a page that a list or feed led to. What the list said fills the gaps of the page; its date is the better known one. */
export function parseArticlePage(page: Page, target: FetchTarget): ParseResult {
  const found = extractArticle(page.text, { url: page.finalUrl });
  const known = target.context ?? {};
  const title = known['title'] !== undefined && !isCut(known['title']) ? known['title'] : (found.title ?? known['title']);
  if (title === undefined || title === '') return changedLayout(`文章页没有标题：${page.url}`);
  if (found.text.length < SHORTEST_BODY) return changedLayout(`文章页没有读到正文：${page.url}`);
  const article: CollectedArticle = {
    title,
    text: found.text,
    images: [...found.images],
    ...withText('author', found.author ?? known['author']),
    ...withText('outlet', found.outlet ?? known['outlet']),
    ...withText('publishedAt', known['publishedAt'] ?? found.publishedAt),
    ...withText('language', found.language),
  };
  return { targets: [], items: [{ type: 'article', url: page.url, article }], problems: [] };
}

function isCut(title: string): boolean {
  return /(…|\.\.\.)$/.test(title);
}

function withText<K extends string>(key: K, value: string | null | undefined): { readonly [P in K]?: string } {
  return value === null || value === undefined || value === '' ? {} : ({ [key]: value } as { readonly [P in K]: string });
}

/** Context of an article target; members without a value are left out. */
export function articleContext(facts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const context: Record<string, string> = {};
  for (const [key, value] of Object.entries(facts)) {
    const text = key === 'publishedAt' ? findDate(value ?? '') : value?.replace(/\s+/g, ' ').trim();
    if (text !== undefined && text !== '') context[key] = text.slice(0, 500);
  }
  return context;
}
