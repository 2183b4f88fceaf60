import { attributesIn } from './attributes.ts';
import { all, first, lineOf, type PageDocument, type PageElement, textOf } from './dom.ts';
import type { ExtractionRules, ListingRules } from './extraction-rules.ts';
import { absoluteUrl, imagesIn } from './links.ts';
import { type ListingFacts, withoutGaps } from './listing-structured.ts';
import { type Naming, namesOf, namingOf } from './naming.ts';
import { parsePrice } from './price.ts';

/** Facts guessed from what shop pages usually look like. `known` saves work: known fields are not guessed. */
export function guessed(document: PageDocument, base: string, rules: ExtractionRules, known: ListingFacts): ListingFacts {
  const view = viewOf(document, base, rules.listing);
  const shop = known.shopUrl === undefined || known.seller === undefined ? shopLink(view) : undefined;
  const price = known.price === undefined || known.currency === undefined ? priceNear(view, rules) : {};
  const attributes = byWords(view, rules.listing.classes.attributes, (element) => Object.keys(attributesIn(element)).length > 0);
  return withoutGaps({
    title: known.title ?? titleOf(view),
    ...price,
    seller: shop?.seller,
    shopUrl: shop?.shopUrl,
    sku: known.sku ?? skuOf(view),
    availability: known.availability ?? stockOf(view),
    images: known.images ?? imagesOf(view),
    description: known.description ?? descriptionOf(view),
    attributes: attributes === undefined ? undefined : attributesIn(attributes),
  });
}

/** A page with what is needed to look for things by name. */
interface View {
  readonly document: PageDocument;
  readonly base: string;
  readonly naming: Naming;
  readonly rules: ListingRules;
  /** Whether the element lies in a part of the page that is not about the listing: reviews, neighbours, frame. */
  isForeign(element: PageElement): boolean;
}

function viewOf(document: PageDocument, base: string, rules: ListingRules): View {
  const naming = namingOf(document);
  const judged = new Map<PageElement, boolean>();
  const isForeign = (element: PageElement): boolean => {
    const known = judged.get(element);
    if (known !== undefined) return known;
    const parent = element.parentElement;
    const own = ['ASIDE', 'FOOTER', 'NAV'].includes(element.tagName) || beginsWithAny(namesOf(element), rules.foreign);
    const verdict = element.tagName !== 'BODY' && (own || (parent !== null && isForeign(parent)));
    judged.set(element, verdict);
    return verdict;
  };
  return { document, base, naming, rules, isForeign };
}

function beginsWithAny(names: ReadonlySet<string>, words: readonly string[]): boolean {
  for (const name of names) if (words.some((word) => name.startsWith(word))) return true;
  return false;
}

/** The first fitting element called by one of the words, in the order of the words. */
function byWords(view: View, words: readonly string[], fits: (element: PageElement) => boolean): PageElement | undefined {
  for (const word of words) {
    const found = view.naming
      .called(word)
      .slice(0, 40)
      .find((element) => !view.isForeign(element) && fits(element));
    if (found !== undefined) return found;
  }
  return undefined;
}

function titleOf(view: View): string | undefined {
  const element = byWords(view, view.rules.classes.title, (each) => lineOf(each).length > 1) ?? first(view.document, 'h1');
  return lineOf(element, 500) || (view.document.title ?? '').split(/\s[-|–_]\s|[_|｜]/)[0]?.trim();
}

function priceNear(view: View, rules: ExtractionRules): ListingFacts {
  const formerNames = new Set(view.rules.classes.oldPrice);
  const fits = (element: PageElement): boolean => {
    const text = lineOf(element, 200);
    const old = !formerNames.isDisjointFrom(namesOf(element)) || element.closest('del, s, strike') !== null;
    return !old && text.length <= 120 && /\d/.test(text) && parsePrice(text, rules.price).amount !== null;
  };
  const element = byWords(view, view.rules.classes.price, fits);
  if (element === undefined) return {};
  // Struck-out prices inside the same box are former ones.
  const former = all(element, 'del, s, strike').map((each) => lineOf(each));
  const text = former.reduce((left, each) => left.replace(each, ' '), lineOf(element, 200));
  const price = parsePrice(text, rules.price);
  return withoutGaps({ price: price.amount ?? undefined, currency: price.currency ?? undefined });
}

function shopLink(view: View): ListingFacts | undefined {
  const { document, base, rules } = view;
  const hasName = (element: PageElement) => lineOf(element).length > 1 && lineOf(element).length <= 60;
  const box = byWords(view, rules.classes.shop, hasName);
  const anchor = box === undefined ? undefined : box.tagName === 'A' ? box : first(box, 'a[href]');
  if (anchor !== undefined && hasName(anchor)) return shopOf(anchor, base);
  const path = new RegExp(rules.paths.shop, 'i');
  const link = all(document, 'a[href]').find(
    (each) => path.test(URL.parse(each.getAttribute('href') ?? '', base)?.pathname ?? '') && hasName(each) && !view.isForeign(each),
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

function skuOf(view: View): string | undefined {
  const { document, rules } = view;
  const labels = rules.skuLabels.toSorted((a, b) => b.length - a.length).map((label) => label.replace(/[.*+?^${}()|[\]\\#]/g, '\\$&'));
  const pattern = new RegExp(`^(?:${labels.join('|')})\\s*[.:：#]+\\s*([\\w][\\w./-]{1,39})$`, 'i');
  const boxed = byWords(view, rules.classes.sku, (element) => /\d/.test(lineOf(element)) && lineOf(element).length <= 60);
  const inBox = lineOf(boxed).replace(/^[^:：#]{1,20}[:：#]\s*/, '');
  if (/^[\w][\w./-]{1,39}$/.test(inBox)) return inBox;
  for (const line of textOf(document.body).split('\n').slice(0, 2_000)) {
    const value = line.length <= 80 ? pattern.exec(line)?.[1] : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

function stockOf(view: View): 'InStock' | 'OutOfStock' | undefined {
  const { document, rules } = view;
  const says = (text: string, words: readonly string[]) => words.some((word) => text.includes(word));
  const box = byWords(view, rules.classes.stock, (element) => lineOf(element).length > 1 && lineOf(element).length <= 80);
  const price = byWords(view, rules.classes.price, (element) => lineOf(element).length <= 120);
  const buttons = all(document, 'button, input[type="submit"], a[class*="btn"], a[class*="button"], a[class*="buy"], a[class*="cart"]');
  const own = buttons.filter((element) => !view.isForeign(element)).slice(0, 60);
  const texts = [
    lineOf(box),
    lineOf(price),
    ...own.map((element) => `${element.textContent} ${element.getAttribute('value') ?? ''}`.slice(0, 120)),
  ];
  const lower = texts.map((text) => text.toLowerCase());
  if (lower.some((text) => says(text, rules.outOfStock))) return 'OutOfStock';
  return lower.some((text) => says(text, rules.inStock)) ? 'InStock' : undefined;
}

function imagesOf({ document, base, isForeign }: View): string[] | undefined {
  const own = all(document, 'img').filter((image) => !isForeign(image) && image.closest('a[href]') === null);
  const addresses = new Set(own.flatMap((image) => (image.parentElement === null ? [] : imagesIn(image.parentElement, base))));
  return addresses.size === 0 ? undefined : [...addresses].slice(0, 30);
}

function descriptionOf(view: View): string | undefined {
  const element = byWords(view, view.rules.classes.description, (each) => textOf(each).length >= 10 && first(each, 'h1') === undefined);
  return element === undefined ? undefined : withoutForeign(element, view);
}

/** Text of the element without reviews and neighbours inside it. */
function withoutForeign(element: PageElement, view: View): string {
  const inner = all(element, '[class], [id], aside').filter((each) => view.isForeign(each));
  const cut = new Set(inner.map((each) => textOf(each)).filter((text) => text !== ''));
  return [...cut].reduce((text, part) => text.replace(part, ''), textOf(element)).trim();
}
