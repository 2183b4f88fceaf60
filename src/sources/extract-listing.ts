import { attributesIn } from './attributes.ts';
import { first, lineOf, metaContent, type PageDocument, parsePage, textOf } from './dom.ts';
import type { ExtractOptions } from './extract-article.ts';
import { type ExtractionRules, extractionRules } from './extraction-rules.ts';
import { baseOf, imagesIn } from './links.ts';
import { guessed, shopOf } from './listing-guess.ts';
import { type ListingFacts, structuredListing } from './listing-structured.ts';
import { parsePrice } from './price.ts';
import { sellerFacts } from './seller-facts.ts';

/** A listing as far as the page gives it away; unknown fields are null. */
export interface ExtractedListing {
  readonly title: string | null;
  /** Plain decimal such as `1299.5`. */
  readonly price: string | null;
  /** ISO 4217. */
  readonly currency: string | null;
  /** Name of the shop or seller as the page shows it. */
  readonly seller: string | null;
  readonly shopUrl: string | null;
  readonly sku: string | null;
  readonly availability: 'InStock' | 'OutOfStock' | null;
  readonly images: readonly string[];
  readonly description: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly keywords: readonly string[];
  readonly imageTexts: readonly string[];
  readonly company: string | null;
  readonly uscc: string | null;
  readonly region: string | null;
}

/** Selectors for one shop; each replaces what would be guessed for its field. */
export interface ListingSelectors {
  readonly title?: string | undefined;
  readonly price?: string | undefined;
  readonly description?: string | undefined;
  readonly attributes?: string | undefined;
  readonly shop?: string | undefined;
  readonly images?: string | undefined;
  readonly sku?: string | undefined;
}

export interface ListingOptions extends ExtractOptions {
  readonly selectors?: ListingSelectors;
}

const NOWHERE = 'http://page.invalid/';

/**
 * Reads a shop page. What it says for machines (JSON-LD, microdata, Open Graph) comes first, then the selectors of the shop, then what pages
 * of this kind usually look like. Never throws, whatever the text is.
 */
export function extractListing(html: string, options: ListingOptions = {}): ExtractedListing {
  const rules = options.rules ?? extractionRules();
  const document = parsePage(html);
  const base = baseOf(document, options.url ?? NOWHERE);
  const stated = structuredListing(document, base, rules);
  const chosen = options.selectors === undefined ? {} : selected(document, options.selectors, base, rules);
  const guess = guessed(document, base, rules, { ...chosen, ...stated });
  const facts: ListingFacts = { ...guess, ...chosen, ...stated };
  const seller = sellerFacts(document.body, rules.listing);
  const attributes = { ...guess.attributes, ...chosen.attributes, ...stated.attributes };
  return {
    title: facts.title ?? null,
    price: facts.price ?? null,
    currency: facts.currency ?? (facts.price === undefined ? null : (guess.currency ?? null)),
    seller: facts.seller ?? seller.shop ?? null,
    // The link to the shop is for following, so a link on the page wins over an address in the data.
    shopUrl: chosen.shopUrl ?? stated.shopUrl ?? guess.shopUrl ?? null,
    sku: facts.sku ?? null,
    availability: facts.availability ?? null,
    images: facts.images ?? [],
    description: facts.description ?? null,
    attributes,
    keywords: keywordsOf(document),
    imageTexts: imageTexts(document, facts.title ?? '', rules),
    company: seller.company ?? null,
    uscc: seller.uscc ?? null,
    region: seller.region ?? null,
  };
}

function selected(document: PageDocument, selectors: ListingSelectors, base: string, rules: ExtractionRules): ListingFacts {
  const facts: { -readonly [K in keyof ListingFacts]: ListingFacts[K] } = {};
  const title = lineOf(first(document, selectors.title), 500);
  if (title !== '') facts.title = title;
  const price = parsePrice(lineOf(first(document, selectors.price), 200), rules.price);
  if (price.amount !== null) facts.price = price.amount;
  if (price.amount !== null && price.currency !== null) facts.currency = price.currency;
  const description = first(document, selectors.description);
  if (description !== undefined) facts.description = textOf(description);
  const attributes = first(document, selectors.attributes);
  if (attributes !== undefined) facts.attributes = attributesIn(attributes);
  const shop = first(document, selectors.shop);
  if (shop !== undefined) Object.assign(facts, shopOf(shop, base));
  const images = first(document, selectors.images);
  if (images !== undefined) facts.images = imagesIn(images, base);
  const sku = lineOf(first(document, selectors.sku), 80);
  if (sku !== '') facts.sku = sku;
  return facts;
}

function keywordsOf(document: PageDocument): string[] {
  const words = (metaContent(document, ['keywords', 'news_keywords']) ?? '').split(/[,，;；、|]/).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))].slice(0, 50);
}

function imageTexts(document: PageDocument, title: string, rules: ExtractionRules): string[] {
  const nothing = new RegExp(rules.listing.emptyImageTexts, 'iu');
  const texts = new Set<string>();
  for (const image of document.querySelectorAll('img[alt]')) {
    const text = (image.getAttribute('alt') ?? '').replace(/\s+/g, ' ').trim();
    if (text !== title && !nothing.test(text) && image.closest('a[href]') === null) texts.add(text);
  }
  return [...texts].slice(0, 50);
}
