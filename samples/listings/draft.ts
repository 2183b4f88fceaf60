import type { SampleRegistry } from '../certificates.ts';
import type { SampleData, WrittenListing } from '../data.ts';
import type { ShopBook } from '../shops.ts';
import type { Shop, TruthVerdict } from '../types.ts';

/** A listing before it is dressed as a shop page: what is claimed, by whom, and what is true of it. */
export interface Draft {
  readonly topic: string;
  readonly title: string;
  readonly text?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly keywords?: readonly string[];
  readonly brand?: string;
  readonly shop: Shop;
  readonly price: number;
  readonly verdict: TruthVerdict;
  readonly codes: readonly string[];
  readonly accept: readonly (readonly string[])[];
  readonly tag: string;
}

/** What drafts are made from. */
export interface Workshop {
  readonly data: SampleData;
  readonly registry: SampleRegistry;
  readonly shops: ShopBook;
}

/** Puts the registry's numbers and dates into `{no:…}`, `{from:…}`, `{to:…}`, `{laterTo:…}` and a fresh number into `{forged:…}`. */
export function fillIn(text: string, registry: SampleRegistry): string {
  return text.replace(/\{(\w+):([\w.]+)\}/g, (_whole, verb: string, key: string) => {
    if (verb === 'forged') return registry.forge(key);
    const certificate = registry.find(key);
    switch (verb) {
      case 'no':
        return certificate.certificateNo;
      case 'from':
        return certificate.validFrom;
      case 'to':
        return certificate.validTo;
      case 'laterTo':
        return `${Number(certificate.validTo.slice(0, 4)) + 3}${certificate.validTo.slice(4)}`;
      default:
        throw new RangeError(`no placeholder {${verb}:${key}}`);
    }
  });
}

function shopOf(written: WrittenListing, shops: ShopBook): Shop {
  if (written.own !== undefined) return shops.own(written.own);
  if (written.dealer !== undefined) return shops.dealer(written.dealer, written.dealerIndex);
  return shops.named(written.shop ?? '');
}

/** The part of a draft that is the same for planted, lawful and innocent written listings. */
export function draftOf(written: WrittenListing, { data, registry, shops }: Workshop): Omit<Draft, 'verdict' | 'codes' | 'accept' | 'tag'> {
  const house = written.own ?? written.dealer;
  return {
    topic: written.topic,
    title: written.title,
    text: written.text === undefined ? undefined : fillIn(written.text, registry),
    attributes: Object.fromEntries(Object.entries(written.attributes).map(([name, value]) => [name, fillIn(value, registry)])),
    keywords: written.keywords,
    brand: data.enterprises.find(({ id }) => id === house)?.name,
    shop: shopOf(written, shops),
    price: written.price,
  };
}

/** Titles written by hand: generated listings keep clear of them. */
export function writtenTitles({ planted, lawful, innocent }: SampleData): Set<string> {
  return new Set([...planted, ...lawful.special, ...innocent.listings].map(({ title }) => title));
}
