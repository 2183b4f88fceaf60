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

/** Builds the look-alike names of every mark from its own name: halves exchanged, a character exchanged, words added. */
export function createImitationFinder(marks: readonly Mark[], rules: ContextRules, tables: LangTables): ImitationFinder {
  const variants = marks.flatMap((mark) => variantsOf(mark, rules, tables));
  const real = [...rules.imitation.not, ...marks.flatMap((mark) => [mark.name, ...mark.aliases])].map((name) => foldText(name, tables));
  const worn = wornTest(rules);
  const added = new RegExp(`^(?:${addedWords(rules)})`, 'u');
  const ownShape = new Set(marks.filter(hasOwnShape).map(({ id }) => id));
  const hints = new RegExp([...new Set(variants.map(({ hint }) => literal(hint)))].join('|'), 'u');
  return {
    find(reading) {
      const text = reading.folded.text;
      if (variants.length === 0 || (reading.mentions.length === 0 && !hints.test(text))) return [];
      const found: Imitation[] = [];
      const spelled = reading.mentions.filter(({ rules: how }) => !how.some(isWeak));
      for (const variant of variants) {
        if (!text.includes(variant.hint)) continue;
        for (const match of text.matchAll(variant.pattern)) {
          const hit = { mark: variant.mark, how: variant.how, from: match.index, to: match.index + match[0].length };
          const isSpelling = variant.how === 'exchanged' && spelled.some((mention) => overlap(mention, hit));
          const isReal = real.some((name) => name === match[0] || (variant.how === 'exchanged' && name.startsWith(match[0])));
          if (!isSpelling && !isReal && worn(text, hit) && !found.some((other) => overlap(other, hit))) found.push(hit);
        }
      }
      for (const mention of reading.mentions) {
        const more = added.exec(text.slice(mention.to))?.[0].length ?? 0;
        const longer = { mark: mention.mark, from: mention.from, to: mention.to + more, how: 'added' as const };
        if (
          more > 0 &&
          mention.rules.length > 0 &&
          ownShape.has(mention.mark) &&
          worn(text, longer) &&
          !found.some((other) => overlap(other, longer))
        )
          found.push(longer);
        const weak = mention.rules.some(isWeak) && mention.replaced === 1;
        if (weak && worn(text, mention) && !found.some((other) => overlap(other, mention)))
          found.push({ mark: mention.mark, from: mention.from, to: mention.to, how: 'resemblance' });
      }
      return found;
    },
  };
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
function wornTest(rules: ContextRules): (text: string, hit: { readonly from: number; readonly to: number }) => boolean {
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
