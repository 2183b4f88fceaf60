import fc from 'fast-check';
import type { Query, SearchDocument } from '#src/search/index.ts';

/** Few different pieces, so that generated queries find something in generated documents. */
const WORDS = ['山', '西', '精', '品', '雲', '云', '南', '投诉', '𠮷', 'iso', 'ＩＳＯ', 'iso9001', 'YN', '2025', 'é', '🔥', '👍🏽', '🇨🇳'];
const SEPARATORS = ['', '', ' ', '，', '-', '\u200b', '®', '。\n'];
const BRANDS = ['山西精品', '绿色云南', 'Green Yunnan'];
const SOURCES = ['shop', 'News (日报)', "o'clock \\ 报"];
const REGIONS = ['530000', '530102', '530100', '140000', '140105'];
const LEVELS = ['红', 'yellow', '蓝', '橙色'];
const DAYS = ['2026-01-01', '2026-01-02', '2026-01-03', '2025-12-31'];

export const words = fc.constantFrom(...WORDS);

/** Words with or without something between them. */
export function passage(longest: number): fc.Arbitrary<string> {
  const piece = fc.tuple(words, fc.constantFrom(...SEPARATORS)).map(([word, separator]) => word + separator);
  return fc.array(piece, { maxLength: longest, size: 'max' }).map((pieces) => pieces.join(''));
}

/** Any string at all, halves of surrogate pairs included. */
export const anyText = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((points) => String.fromCodePoint(...points)),
);

const instants = fc.tuple(fc.constantFrom(...DAYS), fc.constantFrom('T00:00:00', 'T23:59:59.999', 'T12:00:00')).map(([day, time]) => {
  return new Date(`${day}${time}+08:00`);
});

function optional<T>(values: readonly T[]): fc.Arbitrary<T | undefined> {
  return fc.option(fc.constantFrom(...values), { nil: undefined });
}

/** Documents without ids; some are long enough to repeat a token more than 256 times. */
const contents = fc.record({
  kind: fc.constantFrom('listing' as const, 'article' as const),
  title: passage(6),
  text: fc.oneof({ weight: 9, arbitrary: passage(25) }, { weight: 1, arbitrary: passage(600) }),
  brands: fc.subarray(BRANDS),
  source: fc.constantFrom(...SOURCES),
  region: optional(REGIONS),
  level: optional(LEVELS),
  at: instants,
  sample: fc.boolean(),
});

export function documentsOf(min: number, max: number): fc.Arbitrary<SearchDocument[]> {
  return fc.array(contents, { minLength: min, maxLength: max }).map((list) =>
    list.map(({ region, level, ...content }, index) => {
      const id = `doc_${String((index * 7919) % 1000).padStart(3, '0')}_${index}`;
      return { id, ...content, ...(region !== undefined && { region }), ...(level !== undefined && { level }) };
    }),
  );
}

const phrases = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 3, arbitrary: fc.array(words, { minLength: 2, maxLength: 4 }).map((list) => list.join('')) },
  { weight: 2, arbitrary: fc.array(words, { minLength: 1, maxLength: 6 }).map((list) => `"${list.join(' ')}"`) },
);

const chains = fc
  .array(fc.tuple(phrases, fc.integer({ min: 1, max: 12 })), { minLength: 2, maxLength: 4 })
  .map((links) => links.map(([phrase, distance], index) => (index === 0 ? phrase : `NEAR/${distance} ${phrase}`)).join(' '));

const tests = fc.oneof(
  fc.constantFrom(...BRANDS, '绿色').map((brand) => `brand:"${brand}"`),
  fc.constantFrom(...SOURCES).map((source) => `source:"${source}"`),
  fc.constantFrom('kind:listing', 'kind:article', 'level:红', 'level:blue', 'level:orange'),
  fc.constantFrom(...REGIONS, '140100').map((code) => `region:${code}`),
  fc.tuple(fc.constantFrom('after', 'before'), fc.constantFrom(...DAYS)).map(([field, day]) => `${field}:${day}`),
);

const { query } = fc.letrec<{ query: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: phrases },
    { weight: 2, arbitrary: chains },
    { weight: 3, arbitrary: tests },
    { weight: 2, arbitrary: tie('part').map((part) => `NOT ${part}`) },
    { weight: 3, arbitrary: tie('query').map((inner) => `(${inner})`) },
  ),
  query: fc
    .array(fc.tuple(tie('part'), fc.constantFrom(' ', ' AND ', ' OR ')), { minLength: 1, maxLength: 4 })
    .map((list) => list.map(([part, operator], index) => (index === 0 ? part : operator + part)).join('')),
}));

/** Queries of every shape, all of them correct. */
export const queryTexts: fc.Arbitrary<string> = query;

/** The query without the positions it was read from. */
export function shapeOf(parsed: Query): unknown {
  return JSON.parse(JSON.stringify(parsed, (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value)));
}
