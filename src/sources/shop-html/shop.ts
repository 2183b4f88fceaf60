import { first, lineOf, metaContent, type PageDocument, parsePage } from '../dom.ts';
import { extractionRules } from '../extraction-rules.ts';
import { baseOf } from '../links.ts';
import { sellerFacts } from '../seller-facts.ts';
import { changedLayout, type Page, type ParseResult } from '../source.ts';
import type { ShopConfig } from './config.ts';
import { listingTargets } from './search.ts';

/** A shop: its name, the enterprise of its published licence, and its listings where the settings say how they are linked. */
export function parseShop(page: Page, config: ShopConfig): ParseResult {
  const document = parsePage(page.text);
  const rules = extractionRules().listing;
  const licence = first(document, config.licence);
  const facts = sellerFacts(licence ?? document.body, rules);
  const name = shopName(document, config) ?? facts.shop ?? facts.company;
  if (name === undefined) return changedLayout(`店铺页上没有读到店铺名称，版面可能已变，请核对选择器：${page.url}`);
  const { company, uscc, address, region } = facts;
  const seller = { name, ...withText({ company, uscc, address, region }) };
  const named = config.item !== undefined || config.itemPattern !== undefined;
  const targets = named ? listingTargets(document, baseOf(document, page.finalUrl), config) : [];
  return { targets, items: [{ type: 'seller', url: page.url, seller }], problems: [] };
}

function shopName(document: PageDocument, config: ShopConfig): string | undefined {
  const shown = lineOf(first(document, config.shopTitle) ?? first(document, 'h1'), 120);
  const stated = metaContent(document, ['og:title']) ?? document.title?.split(/\s[-|–]\s|[_|｜]/)[0]?.trim();
  return shown || stated || undefined;
}

function withText<T extends Readonly<Record<string, string | undefined>>>(members: T): { readonly [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as { readonly [K in keyof T]?: string };
}
