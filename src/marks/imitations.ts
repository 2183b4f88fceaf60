import { foldText } from '#src/lang/fold.ts';
import type { LangTables } from '#src/lang/tables.ts';
import type { Mark } from '#src/registry/index.ts';
import { overlap } from './numbers.ts';
import type { FieldReading } from './read-fields.ts';
import { type ContextRules, compilePattern } from './rules.ts';

/** A name close to a mark's and worn as a sign, `[from, to)` in folded units. */
export interface Imitation {
  readonly mark: string;
  readonly from: number;
  readonly to: number;
  readonly how: 'known' | 'reordered' | 'exchanged' | 'added' | 'resemblance';
}

export interface ImitationFinder {
  find(reading: FieldReading): Imitation[];
}

interface Variant {
  readonly mark: string;
  readonly how: Imitation['how'];
  /** Cheap test before the pattern is tried. */
  readonly hint: string;
  readonly pattern: RegExp;
}

const quote = '["“”‘’「」『』【】\']?';

interface Compiled {
  readonly variants: readonly Variant[];
  /** Names of other marks and schemes: never imitations. */
  readonly real: readonly string[];
  readonly worn: (text: string, hit: Range) => boolean;
  readonly added: RegExp;
  /** Marks whose name can be imitated by its shape. */
  readonly ownShape: ReadonlySet<string>;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Builds the look-alike names of every mark from its own name: halves exchanged, a character exchanged, words added. */
export function createImitationFinder(marks: readonly Mark[], rules: ContextRules, tables: LangTables): ImitationFinder {
  const variants = marks.flatMap((mark) => variantsOf(mark, rules, tables));
  const compiled: Compiled = {
    variants,
    real: [...rules.imitation.not, ...marks.flatMap((mark) => [mark.name, ...mark.aliases])].map((name) => foldText(name, tables)),
    worn: wornTest(rules),
    added: new RegExp(`^(?:${addedWords(rules)})`, 'u'),
    ownShape: new Set(marks.filter(hasOwnShape).map(({ id }) => id)),
  };
  const hints = new RegExp([...new Set(variants.map(({ hint }) => literal(hint)))].join('|'), 'u');
  return {
    find(reading) {
      if (variants.length === 0 || (reading.mentions.length === 0 && !hints.test(reading.folded.text))) return [];
      const found: Imitation[] = [];
      for (const hit of [...byShape(reading, compiled), ...bySpelling(reading, compiled)]) {
        if (compiled.worn(reading.folded.text, hit) && !found.some((other) => overlap(other, hit))) found.push(hit);
      }
      return found;
    },
  };
}

/** Names built from the mark's own: reordered, exchanged, added to. */
function byShape({ folded: { text }, mentions }: FieldReading, { variants, real }: Compiled): Imitation[] {
  const spelled = mentions.filter(({ rules: how }) => !how.some(isWeak));
  const found: Imitation[] = [];
  for (const { mark, how, hint, pattern } of variants) {
    if (!text.includes(hint)) continue;
    for (const match of text.matchAll(pattern)) {
      const hit = { mark, how, from: match.index, to: match.index + match[0].length };
      const isSpelling = how === 'exchanged' && spelled.some((mention) => overlap(mention, hit));
      const isReal = real.some((name) => name === match[0] || (how === 'exchanged' && name.startsWith(match[0])));
      if (!isSpelling && !isReal) found.push(hit);
    }
  }
  return found;
}

/** Evasive spellings of the mark that are more than a spelling: with words added, or with a character that is a word of its own. */
function bySpelling({ folded: { text }, mentions }: FieldReading, { added, ownShape }: Compiled): Imitation[] {
  return mentions
    .filter(({ rules: how }) => how.length > 0)
    .flatMap(({ mark, from, to, rules: how, replaced }) => {
      const more = ownShape.has(mark) ? (added.exec(text.slice(to))?.[0].length ?? 0) : 0;
      const found: Imitation[] = more > 0 ? [{ mark, from, to: to + more, how: 'added' }] : [];
      if (how.some(isWeak) && replaced === 1) found.push({ mark, from, to, how: 'resemblance' });
      return found;
    });
}

/** The replaced character is an everyday one of its own: more a name than a spelling. */
function isWeak(rule: string): boolean {
  return rule === 'resemblance' || rule === 'component';
}

function variantsOf(mark: Mark, rules: ContextRules, tables: LangTables): Variant[] {
  const name = foldText(mark.name, tables);
  const variant = (how: Imitation['how'], hint: string, source: string): Variant => ({
    mark: mark.id,
    how,
    hint,
    pattern: new RegExp(source, 'gu'),
  });
  const variants = (rules.imitation.known[mark.id] ?? []).map((known) =>
    variant('known', foldText(known, tables), literal(foldText(known, tables))),
  );
  if (!hasOwnShape(mark)) return variants;
  variants.push(
    variant('added', name, `${name}(?:${addedWords(rules)})`),
    variant('added', name, `(?<=["“「『【])${name}\\p{Script=Han}{1,3}(?=["”」』】])`),
  );
  for (const shuffled of neighboursSwapped(name)) variants.push(variant('reordered', shuffled, shuffled));
  const place = rules.imitation.places.find(
    (candidate) => candidate.length < name.length && (name.startsWith(candidate) || name.endsWith(candidate)),
  );
  if (place === undefined) return variants;
  const rest = name.startsWith(place) ? name.slice(place.length) : name.slice(0, -place.length);
  const swapped = name.startsWith(place) ? rest + place : place + rest;
  variants.push(variant('reordered', swapped, swapped));
  const one = [...rest].flatMap((character) => [`\\p{Script=Han}${character}`, `${character}\\p{Script=Han}`]).join('|');
  const exchanged = `${place}(?:${one})|(?:${one})${place}`;
  const middle = `${place}\\p{Script=Han}${rest}|${rest}\\p{Script=Han}${place}`;
  variants.push(variant('exchanged', place, exchanged), variant('added', place, middle));
  return variants;
}

/** 西山精品 for 山西精品. */
function neighboursSwapped(name: string): string[] {
  const all = [...name]
    .slice(1)
    .map((_, index) => name.slice(0, index) + name.charAt(index + 1) + name.charAt(index) + name.slice(index + 2));
  return all.filter((other) => other !== name);
}

/** Names of quality schemes are everyday words; only a brand's own name can be imitated by its shape. */
function hasOwnShape({ kind }: Mark): boolean {
  return kind !== 'quality' && kind !== 'gi';
}

/** Longest first, for a pattern. */
function addedWords(rules: ContextRules): string {
  const words = [...rules.imitation.added].sort((a, b) => b.length - a.length);
  return words.map(literal).join('|');
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Worn: a word for a sign right behind, in quotes or not, or the name in quotes right behind a verb of wearing. */
function wornTest(rules: ContextRules): (text: string, hit: Range) => boolean {
  const lists = {
    worn: rules.imitation.worn,
    before: [...rules.imitation.beforeWorn, ...rules.imitation.added],
    wearing: rules.imitation.wearing,
  };
  const behind = compilePattern(
    `^${quote} ?(?:<before>)*${quote} ?(?:<before>)*(?:<worn>)(?!机构|中心|公司|咨询|性|准|题|本|节|程)`,
    lists,
  );
  const ahead = compilePattern(`(?:<wearing>)(?:了)?["“「『【]$`, lists);
  return (text, { from, to }) => behind.test(text.slice(to, to + 16)) || ahead.test(text.slice(Math.max(0, from - 5), from));
}
