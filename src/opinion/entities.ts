import { z } from 'zod';
import { createMatcher } from '#src/lang/matcher.ts';
import { foldText } from './text.ts';

/** A brand as the registry knows it. */
export interface BrandName {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** A province, prefecture or county: GB/T 2260 code and the names it goes by. */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly names: readonly string[];
}

const placeSchema = z.strictObject({ code: z.string().regex(/^\d{6}$/), name: z.string().min(2), names: z.array(z.string().min(2)) });

/** The shape of `rules/opinion/places.yaml`. */
export const placesSchema = z.strictObject({
  version: z.number().int(),
  source: z.string(),
  validFrom: z.string(),
  notPlaces: z.array(z.string().min(2)),
  places: z.array(placeSchema).min(1),
});

/** Places, and names that contain a place name without meaning the place. */
export type Gazetteer = Pick<z.infer<typeof placesSchema>, 'places' | 'notPlaces'>;

/** Something named in a text, and the words that name it. */
export interface Mention {
  readonly id: string;
  readonly words: readonly string[];
}

/** A dictionary ready to search. */
export type FindNames = (text: string) => Mention[];

/** Finds names in texts: in order of first mention; where names overlap, the longest counts. `text` is folded here. */
export function nameFinder(entries: readonly { readonly id: string; readonly names: readonly string[] }[]): FindNames {
  const names = entries.flatMap((entry) =>
    entry.names.filter((name) => name.trim() !== '').map((name) => ({ id: entry.id, name: foldText(name) })),
  );
  const ids = new Map<string, string[]>();
  for (const { id, name } of names) ids.set(name, [...(ids.get(name) ?? []), id]);
  const spellings = [...ids.keys()];
  const matcher = createMatcher(spellings);
  return (text) => {
    const hits = matcher.findAll(foldText(text)).sort((a, b) => a.start - b.start || b.end - a.end);
    const found = new Map<string, Set<string>>();
    let end = -1;
    for (const hit of hits) {
      if (hit.start < end) continue;
      end = hit.end;
      const spelling = spellings[hit.pattern] ?? '';
      for (const id of ids.get(spelling) ?? []) found.set(id, (found.get(id) ?? new Set()).add(spelling));
    }
    return [...found].map(([id, words]) => ({ id, words: [...words] }));
  };
}

/** Which of these brands a text names, by name or alias. For many texts keep a `nameFinder`. */
export function findBrands(text: string, brands: readonly BrandName[]): Mention[] {
  return nameFinder(brands.map((brand) => ({ id: brand.id, names: [brand.name, ...brand.aliases] })))(text);
}

/**
 * GB/T 2260 codes of the places a text names, the smallest unit only: a province is left out when one of its prefectures is named too.
 */
export function findRegions(text: string, gazetteer: Gazetteer): Mention[] {
  return placeFinder(gazetteer)(text);
}

/** A place dictionary ready to search. Longer names that only contain a place name (the marks, 大理石) hide it. */
export function placeFinder(gazetteer: Gazetteer): FindNames {
  const places = gazetteer.places.map((place) => ({ id: place.code, names: [place.name, ...place.names] }));
  const find = nameFinder([...places, { id: NOT_A_PLACE, names: gazetteer.notPlaces }]);
  return (text) => smallest(find(text).filter((mention) => mention.id !== NOT_A_PLACE));
}

const NOT_A_PLACE = '';

/** Drops every unit in which another named unit lies. */
export function smallest(mentions: readonly Mention[]): Mention[] {
  return mentions.filter((one) => !mentions.some((other) => other.id !== one.id && lies(other.id, one.id)));
}

function lies(inner: string, outer: string): boolean {
  if (outer.endsWith('0000')) return inner.startsWith(outer.slice(0, 2));
  return outer.endsWith('00') && inner.startsWith(outer.slice(0, 4));
}
