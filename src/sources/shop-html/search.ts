import { first, lineOf, type PageDocument, parsePage } from '../dom.ts';
import { extractionRules } from '../extraction-rules.ts';
import { absoluteUrl, baseOf, linksBy } from '../links.ts';
import { changedLayout, type FetchTarget, type Page, type ParseResult } from '../source.ts';
import type { ShopConfig } from './config.ts';

/** A page of results: its listings, and the next page. */
export function parseSearch(page: Page, target: FetchTarget, config: ShopConfig): ParseResult {
  const document = parsePage(page.text);
  const base = baseOf(document, page.finalUrl);
  const listings = listingTargets(document, base, config);
  if (listings.length === 0 && !saysNoResults(document, config)) {
    return changedLayout(`搜索页上既没有商品链接，也没有“无结果”的说明，版面可能已变，请核对选择器：${page.url}`);
  }
  return { targets: [...listings, ...nextPage(document, base, target, config)], items: [], problems: [] };
}

/** Links to listings by the settings; without any, links of the same site whose address looks like one. */
export function listingTargets(document: PageDocument, base: string, config: ShopConfig): FetchTarget[] {
  const automatic = config.item === undefined && config.itemPattern === undefined;
  const path = new RegExp(extractionRules().listing.paths.listing, 'i');
  const host = URL.parse(base)?.hostname;
  const isListing = (url: string): boolean => {
    const { hostname, pathname, search } = new URL(url);
    return hostname === host && path.test(`${pathname}${search}`);
  };
  return linksBy(document, { selector: config.item, pattern: config.itemPattern }, base)
    .filter(({ url }) => !automatic || isListing(url))
    .map(({ url }) => ({ url, kind: 'listing' }));
}

function saysNoResults(document: PageDocument, config: ShopConfig): boolean {
  const text = lineOf(document.body, 20_000);
  return [...config.noResults, ...extractionRules().listing.noResults].some((words) => text.includes(words));
}

function nextPage(document: PageDocument, base: string, target: FetchTarget, config: ShopConfig): FetchTarget[] {
  const number = Number(target.context?.['page'] ?? '1');
  const link = first(document, config.next ?? 'link[rel="next"], a[rel="next"]');
  const url = absoluteUrl(link?.getAttribute('href'), base);
  if (url === undefined || url === target.url || number >= config.maxPages) return [];
  return [{ url, kind: 'search', context: { ...target.context, page: String(number + 1) } }];
}
