import type { Padding } from '../data.ts';
import type { Random } from '../random.ts';
import type { Listing } from '../types.ts';
import type { Draft } from './draft.ts';

/** Styles of goods that are sent by parcel: shops decorate their titles and talk about shipping. */
const parcels = new Set(['food', 'craft']);

function paddedDescription(draft: Draft, style: string, { sentences: stock }: Padding, random: Random): string[] {
  const general = [...(stock['common'] ?? []), ...(parcels.has(style) ? (stock['shipping'] ?? []) : [])];
  const sentences = random.shuffle([...random.sample(stock[style] ?? [], random.int(1, 4)), ...random.sample(general, random.int(1, 3))]);
  if (draft.text !== undefined) sentences.splice(random.int(0, sentences.length), 0, draft.text);
  return sentences;
}

function paddedAttributes(draft: Draft, options: Readonly<Record<string, readonly string[]>>, random: Random): Record<string, string> {
  const padding = random.sample(Object.entries(options), random.int(1, 3)).map(([name, values]) => [name, random.pick(values)] as const);
  return Object.fromEntries(random.shuffle([...padding, ...Object.entries(draft.attributes)]));
}

function decoratedTitle(draft: Draft, style: string, padding: Padding, random: Random): string {
  if (!parcels.has(style)) return draft.title;
  return random.pick(padding.titlePrefixes) + draft.title + random.pick(padding.titleSuffixes);
}

/** Search words a shop sets for itself: the goods' own words, never the claim. */
function ownKeywords(draft: Draft, random: Random): string[] {
  const words = draft.title.split(' ').filter((word) => /^[\p{Script=Han}]{2,6}$/u.test(word));
  return random
    .sample([...new Set(words)], random.int(0, 3))
    .filter((word) => !(draft.text ?? '').includes(word) && !/认证|云南|品质|精品|天府|绿色|标/.test(word));
}

/** Makes a shop page of a draft: id, page build, decorated title, padding, reviews. */
export function dress(draft: Draft, index: number, padding: Padding, random: Random): Listing {
  const style = padding.topics[draft.topic];
  if (style === undefined) throw new RangeError(`padding.yaml has no topic ${draft.topic}`);
  const id = `6${String(index).padStart(4, '0')}${random.digits(5)}`;
  return {
    id,
    path: `/mall/item/${id}.html`,
    build: index % 2 === 0 ? 'structured' : 'plain',
    topic: draft.topic,
    title: decoratedTitle(draft, style, padding, random),
    description: paddedDescription(draft, style, padding, random),
    attributes: paddedAttributes(draft, padding.attributes[style] ?? {}, random),
    keywords: draft.keywords ?? ownKeywords(draft, random),
    brand: draft.brand,
    shop: draft.shop.id,
    price: draft.price + (random.next() < 0.3 ? 0.9 : 0),
    inStock: random.next() < 0.94,
    pictures: random.int(1, 2),
    reviews: random.sample(padding.reviews, random.int(0, 2)),
  };
}
