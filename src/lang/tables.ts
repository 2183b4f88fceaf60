import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const simplifiedSchema = z.object({ pairs: z.string() });
const pinyinSchema = z.object({ syllables: z.record(z.string(), z.string()), others: z.record(z.string(), z.string()) });
const splitsSchema = z.object({ splits: z.record(z.string(), z.array(z.string())) });
const spellingSchema = z.strictObject({
  version: z.coerce.string(),
  source: z.string(),
  nearInitials: z.array(z.tuple([z.string(), z.string()])),
  nearFinals: z.array(z.tuple([z.string(), z.string()])),
  lookAlikes: z.array(z.string()),
  resemblances: z.array(z.string()),
  pictures: z.record(z.string(), z.array(z.string())),
  latinLookAlikes: z.record(z.string(), z.string()),
  legalForms: z.array(z.string()),
});

type SpellingRules = z.infer<typeof spellingSchema>;

/** What is known about the writing of Chinese characters; read-only after loading. */
export interface LangTables {
  readonly version: string;
  /** UTF-16 unit → its simplified form, itself where there is none. */
  readonly simplified: Uint16Array;
  readonly syllableOf: ReadonlyMap<string, string>;
  readonly bySyllable: ReadonlyMap<string, string>;
  /** Characters that have this syllable as a second reading. */
  readonly alsoRead: ReadonlyMap<string, string>;
  readonly splits: Readonly<Record<string, readonly string[]>>;
  /** Last part of a two-part character → the characters that have it: 卑 → 牌碑脾… */
  readonly byComponent: ReadonlyMap<string, string>;
  readonly spelling: SpellingRules;
}

const rulesFolder = fileURLToPath(new URL('../../rules/lang/', import.meta.url));

/** Reads `rules/lang`. Throws where a file is missing or not in shape: without the tables no text can be judged. */
export function loadLangTables(folder: string = rulesFolder): LangTables {
  const read = (name: string): string => readFileSync(`${folder.endsWith('/') ? folder : `${folder}/`}${name}`, 'utf8');
  const { syllables, others } = pinyinSchema.parse(JSON.parse(read('pinyin.json')));
  const { splits } = splitsSchema.parse(JSON.parse(read('splits.json')));
  const spelling = spellingSchema.parse(parse(read('spelling.yaml')));
  return {
    version: spelling.version,
    simplified: simplifiedTable(simplifiedSchema.parse(JSON.parse(read('simplified.json'))).pairs),
    syllableOf: invert(syllables),
    bySyllable: new Map(Object.entries(syllables)),
    alsoRead: new Map(Object.entries(others)),
    splits,
    byComponent: components(splits),
    spelling,
  };
}

function simplifiedTable(pairs: string): Uint16Array {
  const table = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
  for (let index = 0; index + 1 < pairs.length; index += 2) table[pairs.charCodeAt(index)] = pairs.charCodeAt(index + 1);
  return table;
}

function invert(syllables: Readonly<Record<string, string>>): Map<string, string> {
  const map = new Map<string, string>();
  for (const [syllable, characters] of Object.entries(syllables)) {
    for (const character of characters) map.set(character, syllable);
  }
  return map;
}

function components(splits: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  const map = new Map<string, string>();
  for (const [character, ways] of Object.entries(splits)) {
    for (const way of ways) {
      const parts = [...way];
      const last = parts[1];
      if (parts.length === 2 && last !== undefined) map.set(last, (map.get(last) ?? '') + character);
    }
  }
  return map;
}

/** The syllable itself and those it is easily taken for, by at most one near initial and one near final. */
export function nearSyllables(syllable: string, tables: LangTables): string[] {
  const initial = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?/.exec(syllable)?.[0] ?? '';
  const final = syllable.slice(initial.length);
  const initials = [initial, ...partners(initial, tables.spelling.nearInitials)];
  const finals = [final, ...partners(final, tables.spelling.nearFinals)];
  const all = initials.flatMap((start) => finals.map((end) => start + end));
  return [...new Set(all)].filter((candidate) => candidate === syllable || tables.bySyllable.has(candidate));
}

function partners(part: string, pairs: readonly (readonly [string, string])[]): string[] {
  return pairs.flatMap(([a, b]) => (a === part ? [b] : b === part ? [a] : []));
}
