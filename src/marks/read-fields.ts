import { type Folded, fold, foldText, originalSpan } from '#src/lang/fold.ts';
import { createSpellingMatcher, type SpellingMatcher } from '#src/lang/spelling.ts';
import type { LangTables } from '#src/lang/tables.ts';
import type { Mark } from '#src/registry/index.ts';
import { fieldsOf, type Listing, type ListingField } from './listing.ts';
import { createNameFinder, type Mention, type NameFinder } from './names.ts';
import { createNumberFinder, type NumberFinder, overlap, type ShownNumber } from './numbers.ts';
import { type ContextRules, NUMBER, OTHER } from './rules.ts';
import { type Replacement, type Sentence, sentencesOf } from './sentences.ts';

/** Everything compiled once for a set of marks: build it when marks or rules change, use it for every listing. */
export interface MarkReader {
  readonly marks: readonly Mark[];
  readonly rules: ContextRules;
  readonly tables: LangTables;
  readonly names: NameFinder;
  readonly numbers: NumberFinder;
  readonly anywhere: SpellingMatcher;
  readonly behind: SpellingMatcher;
  readonly slot: { readonly before: RegExp; readonly token: RegExp; readonly unlike: RegExp; readonly notToken: RegExp };
}

export function createMarkReader(marks: readonly Mark[], rules: ContextRules, tables: LangTables): MarkReader {
  return {
    marks,
    rules,
    tables,
    names: createNameFinder(marks, rules, tables),
    numbers: createNumberFinder(marks, tables.spelling.latinLookAlikes),
    anywhere: createSpellingMatcher(rules.signals.anywhere, tables, { rules: ['insert', 'split', 'pinyin'] }),
    behind: createSpellingMatcher(rules.signals.behind, tables, { rules: ['insert', 'split', 'pinyin', 'homophone', 'look-alike'] }),
    slot: {
      before: new RegExp(rules.slot.before, 'u'),
      token: new RegExp(rules.slot.token, 'u'),
      unlike: new RegExp(rules.slot.unlike, 'u'),
      notToken: new RegExp(rules.slot.notToken, 'u'),
    },
  };
}

/** A field with what was found in it. Positions are in folded units of `lead:text`. */
export interface FieldReading extends ListingField {
  readonly folded: Folded;
  /** Units of the original that belong to `lead:` and not to the value. */
  readonly offset: number;
  readonly sentences: readonly Sentence[];
  readonly mentions: readonly Mention[];
  readonly numbers: readonly ShownNumber[];
  /** Placeholders and corrected words, for the context of any mention but the one looked at. */
  readonly replacements: readonly Replacement[];
}

export function readFields(listing: Listing, reader: MarkReader): FieldReading[] {
  const ownNames = ownNamesOf(listing, reader);
  return fieldsOf(listing).map((field) => readField(field, ownNames, reader));
}

/** The seller's own names: in a sentence they mean this shop, whatever words they are made of (小草坝人家, 邻居小院). */
function ownNamesOf({ seller, attributes }: Listing, { rules, tables }: MarkReader): string[] {
  const shop = foldText(seller.name, tables);
  const suffix = rules.shopSuffixes.find((word) => shop.endsWith(word) && shop.length - word.length >= 2);
  const trade = suffix === undefined ? '' : shop.slice(0, -suffix.length);
  const names = [shop, trade, foldText(seller.company ?? '', tables), foldText(String(attributes?.['品牌'] ?? ''), tables)];
  return names.filter((name) => name.length >= 3).sort((a, b) => b.length - a.length);
}

/** Uses of one field that are looked at: whoever repeats a mark more often says nothing new. */
const mostUses = 40;

function readField(field: ListingField, ownNames: readonly string[], reader: MarkReader): FieldReading {
  const lead = field.lead === '' ? '' : `${field.lead}:`;
  const folded = fold(lead + field.text, reader.tables);
  const mentions = reader.names.find(folded).slice(0, mostUses);
  const found = reader.numbers.find(folded).slice(0, mostUses);
  const numbers = mentions.length === 0 ? found : withSlotNumbers(found, mentions, folded.text, reader);
  const clear = mentions.filter((mention) => !numbers.some((number) => overlap(number, mention)));
  return {
    ...field,
    folded,
    offset: lead.length,
    sentences: sentencesOf(folded.text, field.role === 'image'),
    mentions: clear,
    numbers,
    replacements: replacementsOf(folded.text, { mentions: clear, numbers, ownNames }, reader),
  };
}

/** Numbers of unknown shape that stand where the certificate number of a named mark stands. */
function withSlotNumbers(found: readonly ShownNumber[], mentions: readonly Mention[], text: string, { slot }: MarkReader): ShownNumber[] {
  const numbers = [...found];
  for (const mention of mentions) {
    const rest = text.slice(mention.to);
    const before = slot.before.exec(rest)?.[0];
    if (before === undefined || slot.unlike.test(before)) continue;
    const token = slot.token.exec(rest.slice(before.length))?.[1];
    if (token === undefined || slot.notToken.test(token) || !isNumberLike(token)) continue;
    const from = mention.to + before.length;
    const shown = {
      mark: mention.mark,
      from,
      to: from + token.length,
      key: token.toUpperCase().replace(/[^0-9A-Z]/g, ''),
      wellFormed: false,
    };
    if (![...numbers, ...mentions].some((other) => overlap(other, shown))) numbers.push(shown);
  }
  return numbers.sort((a, b) => a.from - b.from);
}

function isNumberLike(token: string): boolean {
  const digits = token.replace(/[^0-9]/g, '').length;
  return digits >= 6 || (digits >= 4 && /[a-z]/.test(token));
}

interface FoundInField {
  readonly mentions: readonly Mention[];
  readonly numbers: readonly ShownNumber[];
  readonly ownNames: readonly string[];
}

const thisShop = '本店';

function replacementsOf(text: string, { mentions, numbers, ownNames }: FoundInField, reader: MarkReader): Replacement[] {
  if (mentions.length + numbers.length === 0) return [];
  const taken: Replacement[] = [
    ...mentions.map(({ from, to }) => ({ from, to, by: OTHER })),
    ...numbers.map(({ from, to }) => ({ from, to, by: NUMBER })),
  ];
  const add = (from: number, to: number, by: string): void => {
    if (!taken.some((other) => overlap(other, { from, to }))) taken.push({ from, to, by });
  };
  for (const mention of mentions) {
    const skipped = /^[^\p{L}\p{N}]{0,4}/u.exec(text.slice(mention.to))?.[0].length ?? 0;
    const hit = reader.behind.matchAt(text, mention.to + skipped);
    if (hit === undefined || hit.rules.length === 0 || reader.rules.signals.not.includes(text.slice(hit.from, hit.to))) continue;
    add(hit.from, hit.to, reader.rules.signals.behind[hit.name] ?? '');
  }
  for (const hit of reader.anywhere.findAll(text)) {
    if (hit.rules.length > 0 && !hit.loose) add(hit.from, hit.to, reader.rules.signals.anywhere[hit.name] ?? '');
  }
  for (const name of ownNames) {
    for (let from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + name.length)) add(from, from + name.length, thisShop);
  }
  return taken.sort((a, b) => a.from - b.from);
}

/** The span of folded units in the field's own text; a hit in the attribute's name points at the whole value. */
export function spanIn(reading: FieldReading, from: number, to: number): [number, number] {
  const [start, end] = originalSpan(reading.folded, from, to);
  if (start < reading.offset) return [0, reading.text.length];
  return [start - reading.offset, end - reading.offset];
}

/** Farther than this nothing bears on a mention: without a bound a page that is one endless sentence would take minutes. */
const reach = 120;

/** The part of the sentence around `[from, to)` that bears on it. */
export function surroundingsOf(reading: FieldReading, { from, to }: { readonly from: number; readonly to: number }): Sentence {
  const sentence = sentenceAt(reading, from);
  return { from: Math.max(sentence.from, from - reach), to: Math.min(Math.max(sentence.to, to), to + reach) };
}

/** The sentence that holds a folded position. */
export function sentenceAt(reading: FieldReading, at: number): Sentence {
  return reading.sentences.find(({ from, to }) => from <= at && at < to) ?? { from: 0, to: reading.folded.text.length };
}
