import type { Random } from '../random.ts';
import { type Draft, draftOf, type Workshop, writtenTitles } from './draft.ts';

/** Splits `words|price` of the data files. */
export function priced(good: string): { words: string; price: number } {
  const [words = '', price = '0'] = good.split('|');
  return { words, price: Number(price) };
}

const innocent = { verdict: 'none', codes: [], accept: [[]] } as const;

/** Listings without a claim: written traps, plain goods, and uncertified goods of certified houses, `count` in all. */
export function innocentDrafts(workshop: Workshop, count: number, random: Random): Draft[] {
  const { data, shops } = workshop;
  const written = data.innocent.listings.map((listing): Draft => ({ ...draftOf(listing, workshop), ...innocent, tag: listing.kind }));
  const plain = data.innocent.plain.flatMap(({ topic, shop, goods }) =>
    goods.map((good): Draft => {
      const { words, price } = priced(good);
      return { topic, title: words, attributes: {}, shop: shops.named(shop), price, ...innocent, tag: 'plain goods' };
    }),
  );
  const taken = writtenTitles(data);
  const others = data.enterprises.flatMap((enterprise) =>
    enterprise.others.map((good) => ({ enterprise, title: `${enterprise.name} ${priced(good).words}`, price: priced(good).price })),
  );
  const free = others.filter(({ title }) => !taken.has(title));
  const uncertified = random.sample(free, Math.max(0, count - written.length - plain.length)).map(({ enterprise, title, price }): Draft => {
    const topic = enterprise.lines[0]?.topic ?? '';
    return {
      topic,
      title,
      attributes: {},
      brand: enterprise.name,
      shop: shops.own(enterprise.id),
      price,
      ...innocent,
      tag: 'uncertified goods',
    };
  });
  return [...written, ...plain, ...uncertified];
}
