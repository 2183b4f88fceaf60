import { foldText } from '#src/lang/fold.ts';
import type { RegistryView } from '#src/registry/index.ts';
import { createImitationFinder, type Imitation, type ImitationFinder } from './imitations.ts';
import { type FieldRole, isSaid, type Listing } from './listing.ts';
import { moodAt } from './mood.ts';
import type { Mention } from './names.ts';
import type { ShownNumber } from './numbers.ts';
import { createParticularFinder, type Particular, type ParticularFinder } from './particulars.ts';
import { createMarkReader, type FieldReading, type MarkReader, readFields, sentenceAt, spanIn } from './read-fields.ts';
import { type ContextRules, MENTION, type Mood } from './rules.ts';

/** One use of a mark in a listing: its name, a certificate number, or a name that imitates it. */
export interface Claim {
  readonly mark: string;
  readonly kind: 'name' | 'number' | 'imitation';
  readonly field: string;
  readonly role: FieldRole;
  readonly span: readonly [number, number];
  /** As it stands in the listing. */
  readonly text: string;
  readonly mood: Mood;
  /** Which rule of context decided the mood. */
  readonly moodRule: string;
  /** Says that the goods bear or passed the mark; a mere mention does not. */
  readonly claims: boolean;
  /** Evasive spellings used, empty for plain writing. */
  readonly evasion: readonly string[];
  /** Characters of the name replaced by others. */
  readonly replaced: number;
  /** For numbers: comparison form, and whether it has the shape of the scheme. */
  readonly number?: { readonly key: string; readonly wellFormed: boolean };
  /** The sentence as the rules read it; the use itself is `MENTION`. */
  readonly context: string;
  /** The sentence before, for statements that go on (因此…). */
  readonly before: string;
}

/** Everything found in one listing that has to do with marks. */
export interface MarkUses {
  readonly claims: readonly Claim[];
  readonly particulars: readonly Particular[];
  readonly fields: readonly FieldReading[];
}

/** The compiled finder for the marks of a registry. */
export interface ClaimFinder {
  readonly reader: MarkReader;
  readonly imitations: ImitationFinder;
  readonly particulars: ParticularFinder;
}

export function createClaimFinder(marks: RegistryView['marks'], rules: ContextRules, tables: MarkReader['tables']): ClaimFinder {
  return {
    reader: createMarkReader(marks, rules, tables),
    imitations: createImitationFinder(marks, rules, tables),
    particulars: createParticularFinder(rules),
  };
}

/** Reads a listing once and gives every use of a mark with its place, mood and spelling. */
export function findClaims(listing: Listing, finder: ClaimFinder): MarkUses {
  const fields = readFields(listing, finder.reader);
  const topic = topicOf(listing, finder.reader);
  const claims = fields.flatMap((reading) => claimsOf(reading, finder, topic));
  const particulars = claims.some(({ kind }) => kind === 'number')
    ? fields.filter(({ role }) => isSaid(role)).flatMap((reading) => finder.particulars.find(reading))
    : [];
  return { claims, particulars, fields };
}

/** What is offered: goods, words about marks (a book, a course), or things that carry a slogan (a poster, a T-shirt). */
type Topic = 'goods' | 'information' | 'souvenir';

function topicOf(listing: Listing, { rules, tables }: MarkReader): Topic {
  const title = foldText(listing.title, tables);
  const has = (list: string): boolean => (rules.words[list] ?? []).some((word) => title.includes(word));
  if (has('informing')) return 'information';
  return has('souvenir') ? 'souvenir' : 'goods';
}

function claimsOf(reading: FieldReading, finder: ClaimFinder, topic: Topic): Claim[] {
  const imitations = finder.imitations.find(reading);
  const covered = ({ from, to }: { from: number; to: number }): boolean => imitations.some((other) => other.from < to && from < other.to);
  // One changed character beside words of certification is the mark in evasive spelling, not a name of its own.
  const own = imitations.filter((hit) => hit.how === 'known' || !spellsMark(reading, hit, finder));
  const taken = (mention: Mention): boolean => own.some((other) => other.from < mention.to && mention.from < other.to);
  const names = reading.mentions.filter((mention) => !covered(mention) || !taken(mention));
  return [
    ...reading.numbers.map((number) => numberClaim(reading, number, finder, topic)),
    ...names.map((mention) => nameClaim(reading, mention, finder, topic)),
    ...own.map((imitation) => imitationClaim(reading, imitation, finder, topic)),
  ];
}

function spellsMark(reading: FieldReading, hit: Imitation, finder: ClaimFinder): boolean {
  const mention = reading.mentions.find((other) => other.from === hit.from && other.to === hit.to && other.rules.length > 0);
  if (mention === undefined) return false;
  const { context } = moodAt(reading, mention, finder.reader.rules);
  return (finder.reader.rules.words['certifying'] ?? []).some((word) => context.includes(word));
}

function numberClaim(reading: FieldReading, number: ShownNumber, finder: ClaimFinder, topic: Topic): Claim {
  const { rules } = finder.reader;
  const sentence = sentenceAt(reading, number.from);
  const own = moodAt(reading, number, rules);
  const named = reading.mentions
    .filter(({ mark, from }) => mark === number.mark && from < number.from && sentenceAt(reading, from) === sentence)
    .at(-1);
  const beside = named === undefined || own.rule === 'exclusive' ? own : moodAt(reading, named, rules);
  const decisive = own.mood === 'asserted' ? beside : own;
  const mood = topic === 'information' && decisive.rule === 'plain' ? 'news' : decisive.mood;
  return {
    ...place(reading, number),
    kind: 'number',
    mood,
    moodRule: decisive.rule,
    claims: mood === 'asserted' && isSaid(reading.role),
    evasion: [],
    replaced: 0,
    number: { key: number.key, wellFormed: number.wellFormed },
    ...surroundings(reading, number, rules),
  };
}

function nameClaim(reading: FieldReading, mention: Mention, finder: ClaimFinder, topic: Topic): Claim {
  const { rules } = finder.reader;
  const { mood: read, rule, context } = moodAt(reading, mention, rules);
  const mood = topic === 'information' && rule === 'plain' ? 'news' : read;
  const at = place(reading, mention);
  const claims =
    mood === 'asserted' && (isSaid(reading.role) ? saysSo(reading, mention, context, { rules, topic }) : borrows(reading, mention, rules));
  return {
    ...at,
    kind: 'name',
    mood,
    moodRule: rule,
    claims,
    evasion: evasionOf(mention, at.text),
    replaced: mention.replaced,
    ...surroundings(reading, mention, rules),
  };
}

function imitationClaim(reading: FieldReading, imitation: Imitation, finder: ClaimFinder, topic: Topic): Claim {
  const { mood: read, rule } = moodAt(reading, imitation, finder.reader.rules);
  const mood = topic === 'information' && rule === 'plain' ? 'news' : read;
  return {
    ...place(reading, imitation),
    kind: 'imitation',
    mood,
    moodRule: rule,
    claims: mood === 'asserted' && isSaid(reading.role),
    evasion: [imitation.how],
    replaced: 0,
    ...surroundings(reading, imitation, finder.reader.rules),
  };
}

function place(
  reading: FieldReading,
  at: { mark: string; from: number; to: number },
): Pick<Claim, 'mark' | 'field' | 'role' | 'span' | 'text'> {
  const span = spanIn(reading, at.from, at.to);
  return { mark: at.mark, field: reading.field, role: reading.role, span, text: reading.text.slice(...span) };
}

function surroundings(reading: FieldReading, at: { from: number; to: number }, rules: ContextRules): Pick<Claim, 'context' | 'before'> {
  const { context } = moodAt(reading, at, rules);
  const index = reading.sentences.indexOf(sentenceAt(reading, at.from));
  const previous = reading.sentences[index - 1];
  return { context, before: previous === undefined ? '' : reading.folded.text.slice(previous.from, previous.to) };
}

/** Whether a mention in a text about the goods claims the mark for them. */
function saysSo(
  reading: FieldReading,
  mention: Mention,
  context: string,
  { rules, topic }: { rules: ContextRules; topic: Topic },
): boolean {
  if (rules.strong.some((pattern) => pattern.test(context))) return true;
  if (topic === 'souvenir') return false;
  const { text } = reading.folded;
  const spacedOut = mention.rules.includes('insert') && !mention.loose && mention.replaced === 0;
  if (spacedOut) return true;
  if (mention.loose || mention.replaced > 0) return false;
  const [before, after] = [text[mention.from - 1] ?? ' ', text[mention.to] ?? ' '];
  const ticked = /[✔✅✓☑√]/u.test(before) || /[✔✅✓☑√]/u.test(after);
  const quoted = ticked || (/["“「『【《[(★☆◆]/u.test(before) && /["”」』】》\])★☆◆]/u.test(after));
  const proper = quoted || !mention.everyday;
  if (proper && rules.proper.some((pattern) => pattern.test(context))) return true;
  const whole = /^[^\p{L}\p{N}]*$/u.test(
    text.replace(text.slice(mention.from, mention.to), '').replace(reading.lead === '' ? '' : `${reading.lead}:`, ''),
  );
  if (reading.role === 'image' || reading.role === 'attribute') return whole && proper;
  if (reading.role === 'description') return ticked || (mention.term && !mention.everyday && isClause(before, after));
  return reading.role === 'title' && quoted && context.includes(MENTION);
}

/** A name that is a clause of its own (地理标志保护产品，产地可追溯) is a badge in words. */
function isClause(before: string, after: string): boolean {
  return /[\s,。;!|◆]/u.test(before) && /[\s,。;!|]/u.test(after);
}

/** Whether a search word or shop name borrows the mark: alone, or with nothing but words that shops add. */
function borrows(reading: FieldReading, mention: Mention, rules: ContextRules): boolean {
  const { text } = reading.folded;
  const bare = (part: string): string => part.replace(/[^\p{L}\p{N}]/gu, '');
  const [before, after] = [bare(text.slice(0, mention.from)), bare(text.slice(mention.to))];
  if (mention.loose || mention.rules.includes('near-homophone')) return false;
  const suffix = (rest: string): boolean =>
    rest === '' || rules.shopSuffixes.some((word) => rest === word || (!mention.everyday && rest.endsWith(word)));
  const sign = (rules.words['signs'] ?? []).some((word) => after.startsWith(word));
  if (reading.role === 'keyword')
    return (before === '' || !mention.everyday) && (after === '' || sign || !mention.everyday) && before.length + after.length <= 6;
  if (!mention.everyday && before === '') return true;
  return (before === '' || !mention.everyday) && (suffix(after) || sign);
}

/** Names of the evasions, those of plain folding included. */
function evasionOf(mention: Mention, original: string): string[] {
  const found: string[] = [...mention.rules];
  if (/\p{Cf}|\u034F/u.test(original)) found.push('zero-width');
  if (/[\uFF01-\uFF5E]/u.test(original)) found.push('full-width');
  return found;
}
