import { attributesIn } from './attributes.ts';
import { all, first, lineOf, type PageDocument, type PageElement, textOf } from './dom.ts';
import type { ExtractionRules, ListingRules } from './extraction-rules.ts';
import { absoluteUrl, imagesIn } from './links.ts';
import { type ListingFacts, withoutGaps } from './listing-structured.ts';
import { parsePrice } from './price.ts';

/** Facts guessed from what shop pages usually look like. `known` saves work: known fields are not guessed. */
export function guessed(document: PageDocument, base: string, rules: ExtractionRules, known: ListingFacts): ListingFacts {
  const { listing } = rules;
  const shop = known.shopUrl === undefined || known.seller === undefined ? shopLink(document, base, listing) : undefined;
  const price = known.price === undefined || known.currency === undefined ? priceNear(document, rules) : {};
  const attributes = byWords(document, listing.classes.attributes, listing, (element) => Object.keys(attributesIn(element)).length > 0);
  return withoutGaps({
    title: known.title ?? titleOf(document, listing),
    ...price,
    seller: shop?.seller,
    shopUrl: shop?.shopUrl,
    sku: known.sku ?? skuOf(document, listing),
    availability: known.availability ?? stockOf(document, listing),
    images: known.images ?? imagesOf(document, base, listing),
    description: known.description ?? descriptionOf(document, listing),
    attributes: attributes === undefined ? undefined : attributesIn(attributes),
  });
}

/** Whether the element lies in a part of the page that is not about the listing: reviews, neighbours, frame. */
function isForeign(element: PageElement, rules: ListingRules): boolean {
  for (let at: PageElement | null = element; at !== null && at.tagName !== 'BODY'; at = at.parentElement) {
    if (['ASIDE', 'FOOTER', 'NAV'].includes(at.tagName)) return true;
    const names = namesOf(at);
    if (rules.foreign.some((word) => names.some((name) => name.startsWith(word)))) return true;
  }
  return false;
}

/** The words that class, id and itemprop are made of: `pdp-price--now` gives pdp, price, now, and the whole. */
function namesOf(element: PageElement): string[] {
  const text = `${element.getAttribute('class') ?? ''} ${element.id} ${element.getAttribute('itemprop') ?? ''}`;
  const wholes = text.toLowerCase().split(/\s+/).filter(Boolean);
  return [
    ...wholes,
    ...text
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .split(/[\s_-]+/),
  ];
}

/** The first fitting element whose names hold one of the words, in the order of the words. */
function byWords(
  document: PageDocument,
  words: readonly string[],
  rules: ListingRules,
  fits: (element: PageElement) => boolean,
): PageElement | undefined {
  for (const word of words) {
    const candidates = all(document, `[class*="${word}" i], [id*="${word}" i], [itemprop="${word}"]`).slice(0, 40);
    const found = candidates.find((element) => namesOf(element).includes(word) && !isForeign(element, rules) && fits(element));
    if (found !== undefined) return found;
  }
  return undefined;
}

function titleOf(document: PageDocument, rules: ListingRules): string | undefined {
  const element = byWords(document, rules.classes.title, rules, (each) => lineOf(each).length > 1) ?? first(document, 'h1');
  return lineOf(element, 500) || (document.title ?? '').split(/\s[-|–_]\s|[_|｜]/)[0]?.trim();
}

function priceNear(document: PageDocument, rules: ExtractionRules): ListingFacts {
  const { listing } = rules;
  const fits = (element: PageElement): boolean => {
    const text = lineOf(element, 200);
    const old = namesOf(element).some((name) => listing.classes.oldPrice.includes(name)) || element.closest('del, s, strike') !== null;
    return !old && text.length <= 120 && /\d/.test(text) && parsePrice(text, rules.price).amount !== null;
  };
  const element = byWords(document, listing.classes.price, listing, fits);
  if (element === undefined) return {};
  // Struck-out prices inside the same box are former ones.
  const former = all(element, 'del, s, strike').map((each) => lineOf(each));
  const text = former.reduce((left, each) => left.replace(each, ' '), lineOf(element, 200));
  const price = parsePrice(text, rules.price);
  return withoutGaps({ price: price.amount ?? undefined, currency: price.currency ?? undefined });
}

function shopLink(document: PageDocument, base: string, rules: ListingRules): ListingFacts | undefined {
  const hasName = (element: PageElement) => lineOf(element).length > 1 && lineOf(element).length <= 60;
  const box = byWords(document, rules.classes.shop, rules, hasName);
  const anchor = box === undefined ? undefined : box.tagName === 'A' ? box : first(box, 'a[href]');
  if (anchor !== undefined && hasName(anchor)) return shopOf(anchor, base);
  const path = new RegExp(rules.paths.shop, 'i');
  const link = all(document, 'a[href]').find(
    (each) => path.test(URL.parse(each.getAttribute('href') ?? '', base)?.pathname ?? '') && hasName(each) && !isForeign(each, rules),
  );
  if (link !== undefined) return shopOf(link, base);
  return box === undefined ? undefined : { seller: withoutLabel(lineOf(box)) };
}

/** Name and address of the shop a link leads to. */
export function shopOf(element: PageElement, base: string): ListingFacts {
  const anchor = element.tagName === 'A' ? element : (first(element, 'a[href]') ?? element);
  return withoutGaps({ seller: withoutLabel(lineOf(anchor, 120)), shopUrl: absoluteUrl(anchor.getAttribute('href'), base) });
}

function withoutLabel(text: string): string {
  return text.replace(/^[^:：]{1,10}[:：]\s*/, '');
}

function skuOf(document: PageDocument, rules: ListingRules): string | undefined {
  const labels = rules.skuLabels.toSorted((a, b) => b.length - a.length).map((label) => label.replace(/[.*+?^${}()|[\]\\#]/g, '\\$&'));
  const pattern = new RegExp(`^(?:${labels.join('|')})\\s*[.:：#]+\\s*([\\w][\\w./-]{1,39})$`, 'i');
  const boxed = byWords(document, rules.classes.sku, rules, (element) => /\d/.test(lineOf(element)) && lineOf(element).length <= 60);
  const inBox = lineOf(boxed).replace(/^[^:：#]{1,20}[:：#]\s*/, '');
  if (/^[\w][\w./-]{1,39}$/.test(inBox)) return inBox;
  for (const line of textOf(document.body).split('\n').slice(0, 2_000)) {
    const value = line.length <= 80 ? pattern.exec(line)?.[1] : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

function stockOf(document: PageDocument, rules: ListingRules): 'InStock' | 'OutOfStock' | undefined {
  const says = (text: string, words: readonly string[]) => words.some((word) => text.includes(word));
  const box = byWords(document, rules.classes.stock, rules, (element) => lineOf(element).length > 1 && lineOf(element).length <= 80);
  const price = byWords(document, rules.classes.price, rules, (element) => lineOf(element).length <= 120);
  const buttons = all(document, 'button, input[type="submit"], a[class*="btn"], a[class*="button"], a[class*="buy"], a[class*="cart"]');
  const own = buttons.filter((element) => !isForeign(element, rules)).slice(0, 60);
  const texts = [
    lineOf(box),
    lineOf(price),
    ...own.map((element) => `${element.textContent} ${element.getAttribute('value') ?? ''}`.slice(0, 120)),
  ];
  const lower = texts.map((text) => text.toLowerCase());
  if (lower.some((text) => says(text, rules.outOfStock))) return 'OutOfStock';
  return lower.some((text) => says(text, rules.inStock)) ? 'InStock' : undefined;
}

function imagesOf(document: PageDocument, base: string, rules: ListingRules): string[] | undefined {
  const own = all(document, 'img').filter((image) => !isForeign(image, rules) && image.closest('a[href]') === null);
  const addresses = new Set(own.flatMap((image) => (image.parentElement === null ? [] : imagesIn(image.parentElement, base))));
  return addresses.size === 0 ? undefined : [...addresses].slice(0, 30);
}

function descriptionOf(document: PageDocument, rules: ListingRules): string | undefined {
  const element = byWords(
    document,
    rules.classes.description,
    rules,
    (each) => textOf(each).length >= 10 && first(each, 'h1') === undefined,
  );
  return element === undefined ? undefined : withoutForeign(element, rules);
}

/** Text of the element without reviews and neighbours inside it. */
function withoutForeign(element: PageElement, rules: ListingRules): string {
  const inner = all(element, '[class], [id], aside').filter((each) => isForeign(each, rules) && !isForeign(element, rules));
  const cut = new Set(inner.map((each) => textOf(each)).filter((text) => text !== ''));
  return [...cut].reduce((text, part) => text.replace(part, ''), textOf(element)).trim();
}
