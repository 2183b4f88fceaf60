import { all, metaContent, type PageDocument, parsePage, textOf } from './dom.ts';
import type { ExtractionRules } from './extraction-rules.ts';
import { absoluteUrl } from './links.ts';
import { parsePrice } from './price.ts';
import { jsonLd, listOf, membersOf, microdata, type Thing, textValue } from './structured.ts';

/** What is known of a listing; a missing member is unknown. */
export interface ListingFacts {
  readonly title?: string;
  readonly price?: string;
  readonly currency?: string;
  readonly seller?: string;
  readonly shopUrl?: string;
  readonly sku?: string;
  readonly availability?: 'InStock' | 'OutOfStock';
  readonly images?: readonly string[];
  readonly description?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Later facts fill the gaps of earlier ones. */
export function firstOf(...facts: readonly ListingFacts[]): ListingFacts {
  return Object.assign({}, ...facts.toReversed());
}

const PRODUCT = new Set(['Product', 'ProductGroup', 'IndividualProduct', 'ProductModel', 'SomeProducts', 'Vehicle', 'Car', 'Book']);

export function structuredListing(document: PageDocument, base: string, rules: ExtractionRules): ListingFacts {
  const known = [jsonLd(document), microdata(document)].map((things) => productFacts(mainProduct(things), base, rules));
  return firstOf(...known, openGraph(document, base, rules));
}

/** The product of the page: one with an offer before one without; neighbours in lists come later in the page. */
function mainProduct(things: readonly Thing[]): Thing | undefined {
  const products = things.filter((thing) => thing.types.some((type) => PRODUCT.has(type)));
  const offered = products.find((thing) => thing.members['offers'] !== undefined);
  return offered ?? products[0];
}

function productFacts(product: Thing | undefined, base: string, rules: ExtractionRules): ListingFacts {
  if (product === undefined) return {};
  const { members } = product;
  const offer = bestOffer(members['offers'] ?? firstVariant(members)['offers'], members['sku']);
  const price = priceOf(offer, rules);
  const seller = listOf(offer['seller'] ?? offer['offeredBy'] ?? members['seller'])[0];
  const shopUrl = absoluteUrl(asText(membersOf(seller)['url']), base);
  const images = listOf(members['image']).flatMap(
    (image) => absoluteUrl(asText(membersOf(image)['url'] ?? membersOf(image)['contentUrl'] ?? image), base) ?? [],
  );
  return withoutGaps({
    title: textValue(members['name']),
    ...price,
    seller: typeof seller === 'string' && seller.startsWith('http') ? undefined : textValue(membersOf(seller)['name'] ?? seller),
    shopUrl,
    sku:
      textValue(offer['sku']) ??
      textValue(members['sku']) ??
      textValue(members['productID'])?.replace(/^(sku|mpn|isbn):/i, '') ??
      textValue(members['mpn']),
    availability: availabilityOf(textValue(offer['availability'] ?? members['availability'])),
    images: images.length === 0 ? undefined : [...new Set(images)],
    description: plainText(textValue(members['description'])),
    attributes: propertiesOf(members),
  });
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function firstVariant(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return membersOf(listOf(members['hasVariant'] ?? members['model'])[0]);
}

/** Of several offers the one for the product's own article number, else the first; an aggregate gives its lowest price. */
function bestOffer(offers: unknown, sku: unknown): Readonly<Record<string, unknown>> {
  const flat = listOf(offers).flatMap((offer) => {
    const members = membersOf(offer);
    const inner = listOf(members['offers']);
    return members['price'] === undefined && members['lowPrice'] === undefined && inner.length > 0 ? inner.map(membersOf) : [members];
  });
  return flat.find((offer) => sku !== undefined && textValue(offer['sku']) === textValue(sku)) ?? flat[0] ?? {};
}

function priceOf(offer: Readonly<Record<string, unknown>>, rules: ExtractionRules): ListingFacts {
  const specification = membersOf(listOf(offer['priceSpecification'])[0]);
  const text = textValue(offer['price'] ?? specification['price'] ?? offer['lowPrice']);
  const code = textValue(offer['priceCurrency'] ?? specification['priceCurrency'])?.toUpperCase();
  const price = text === undefined ? undefined : parsePrice(text, rules.price);
  const currency = code !== undefined && /^[A-Z]{3}$/.test(code) ? code : (price?.currency ?? undefined);
  return withoutGaps({ price: price?.amount ?? undefined, currency });
}

function availabilityOf(text: string | undefined): 'InStock' | 'OutOfStock' | undefined {
  const name =
    text
      ?.replace(/^.*[/#:]/, '')
      .replace(/[\s_-]/g, '')
      .toLowerCase() ?? '';
  if (['outofstock', 'soldout', 'discontinued', 'oos'].includes(name)) return 'OutOfStock';
  return [
    'instock',
    'instoreonly',
    'limitedavailability',
    'onlineonly',
    'presale',
    'preorder',
    'backorder',
    'available',
    'madetoorder',
  ].includes(name)
    ? 'InStock'
    : undefined;
}

function propertiesOf(members: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> | undefined {
  const found: Record<string, string> = {};
  for (const property of listOf(members['additionalProperty'])) {
    const { name, value } = membersOf(property);
    const [key, text] = [textValue(name), textValue(value)];
    if (key !== undefined && text !== undefined) found[key] = text;
  }
  const brand = textValue(membersOf(members['brand'])['name'] ?? members['brand']);
  if (brand !== undefined && !Object.keys(found).some((name) => name.includes('品牌'))) found['品牌'] = brand;
  return Object.keys(found).length === 0 ? undefined : found;
}

/** Descriptions in structured data are often HTML. */
function plainText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return /<[a-z][^>]*>/i.test(text) ? textOf(parsePage(text).body) : text.replace(/\r\n?/g, '\n');
}

function openGraph(document: PageDocument, base: string, rules: ExtractionRules): ListingFacts {
  const amount = metaContent(document, ['product:price:amount', 'og:price:amount', 'product:sale_price:amount', 'twitter:data1']);
  const price = amount === undefined ? undefined : parsePrice(amount, rules.price);
  const code = metaContent(document, ['product:price:currency', 'og:price:currency', 'product:sale_price:currency'])?.toUpperCase();
  const images = all(document, 'meta[property="og:image"]').flatMap((meta) => absoluteUrl(meta.getAttribute('content'), base) ?? []);
  return withoutGaps({
    title: metaContent(document, ['og:title']),
    price: price?.amount ?? undefined,
    currency: code !== undefined && /^[A-Z]{3}$/.test(code) ? code : undefined,
    sku: metaContent(document, ['product:retailer_item_id', 'product:retailer_part_no', 'product:sku']),
    availability: availabilityOf(metaContent(document, ['product:availability', 'og:availability'])),
    images: images.length === 0 ? undefined : images,
  });
}

export function withoutGaps(facts: { readonly [K in keyof ListingFacts]: ListingFacts[K] | undefined }): ListingFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== ''));
}
