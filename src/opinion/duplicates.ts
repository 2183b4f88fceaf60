/** What is kept of a text to recognise copies of it. */
export interface Print {
  readonly id: string;
  /** The earliest text that this one repeats; its own id when it repeats none. */
  readonly root: string;
  readonly at: number;
  readonly shingles: readonly number[];
  readonly facts: readonly string[];
}

export interface CopyRules {
  readonly shingle: number;
  readonly keepOneIn: number;
  readonly keepAllUpTo: number;
  readonly least: number;
  readonly contained: number;
  readonly containedLoosely: number;
  readonly factsShared: number;
  readonly factsNeeded: number;
  readonly rewrittenFacts: number;
  readonly rewrittenOverlap: number;
}

export interface CopyMatch {
  readonly print: Print;
  /** Share of the shorter text found in the longer. */
  readonly contained: number;
  readonly why: string;
}

/** Letters, digits and Han characters only, so that punctuation, emoji and line breaks do not hide a copy. */
function bare(folded: string): string {
  return folded.replace(/[^\p{Script=Han}\p{L}\p{N}]+/gu, '');
}

function hashOf(text: string, from: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < from + length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x7feb352d);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Hashes of the distinct runs of characters; of long texts only those hashes that are divisible, the same ones in every text. */
export function shinglesOf(folded: string, rules: CopyRules): number[] {
  const text = bare(folded);
  const all = new Set<number>();
  for (let i = 0; i + rules.shingle <= text.length; i += 1) all.add(hashOf(text, i, rules.shingle));
  return [...all];
}

/** The shingles that are indexed and looked up: the same choice in every text, so that copies meet. */
export function sampled(shingles: readonly number[], rules: CopyRules): number[] {
  if (shingles.length <= rules.keepAllUpTo) return [...shingles];
  return shingles.filter((shingle) => shingle % rules.keepOneIn === 0);
}

/** What distinguishes two notices with the same wording: numbers with what they count, and names in quotation marks. */
export function factsOf(folded: string): string[] {
  const facts = new Set<string>();
  for (const match of folded.matchAll(/\d+(?:\.\d+)?[\p{Script=Han}%]?/gu)) facts.add(match[0]);
  for (const match of folded.matchAll(/[“"「『《]([^”"」』》]{2,12})[”"」』》]/gu)) if (match[1] !== undefined) facts.add(match[1]);
  return [...facts];
}

/** Whether `mine` repeats `other`, judged by shared runs of characters and by facts that a copy would have kept. */
export function copyOf(mine: Pick<Print, 'shingles' | 'facts'>, other: Print, rules: CopyRules): CopyMatch | undefined {
  const [few, many] = mine.shingles.length <= other.shingles.length ? [mine.shingles, other.shingles] : [other.shingles, mine.shingles];
  if (few.length < rules.least) return undefined;
  const set = new Set(many);
  let shared = 0;
  for (const shingle of few) if (set.has(shingle)) shared += 1;
  const contained = shared / few.length;
  const facts = factsKept(mine.facts, other.facts);
  if (contained >= rules.contained && facts.kept >= rules.factsShared) return { print: other, contained, why: '文字大部分相同' };
  if (contained >= rules.containedLoosely && facts.common >= rules.factsNeeded && facts.kept >= 0.8)
    return { print: other, contained, why: '文字部分相同,数字与名称一致' };
  if (contained >= rules.rewrittenOverlap && facts.common >= rules.rewrittenFacts && facts.kept >= 0.75)
    return { print: other, contained, why: '改写,数字与名称一致' };
  return undefined;
}

/** Facts that both have, and their share among the facts of the text that has fewer (1 where that has none). */
function factsKept(mine: readonly string[], others: readonly string[]): { common: number; kept: number } {
  const set = new Set(others);
  const common = mine.filter((fact) => set.has(fact)).length;
  const least = Math.min(mine.length, others.length);
  return { common, kept: least === 0 ? 1 : common / least };
}
