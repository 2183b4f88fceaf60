import { createMatcher, type Hit, type Matcher } from '#src/lang/matcher.ts';

/** Word lists by name. A cue names them, so that one list serves sentiment, topics and clustering. */
export type WordSets = Readonly<Record<string, readonly string[]>>;

/** Where the words of each set stand in one text, in order of their end. */
export interface Scan {
  readonly text: string;
  hits(set: string): readonly Hit[];
}

export type Scanner = (text: string) => Scan;

const NONE: readonly Hit[] = [];

/** Searches all sets in one pass. A word may belong to several sets. */
export function scanner(sets: WordSets): Scanner {
  const numbers = new Map<string, number>();
  const setsOf: string[][] = [];
  for (const [name, words] of Object.entries(sets)) {
    for (const word of words) {
      const folded = word.normalize('NFKC').toLowerCase();
      const number = numbers.get(folded) ?? numbers.size;
      numbers.set(folded, number);
      const names = setsOf[number] ?? [];
      if (!names.includes(name)) names.push(name);
      setsOf[number] = names;
    }
  }
  return scanWith(createMatcher([...numbers.keys()]), setsOf);
}

function scanWith(matcher: Matcher, setsOf: readonly string[][]): Scanner {
  return (text) => {
    const found = new Map<string, Hit[]>();
    for (const hit of matcher.findAll(text)) {
      for (const name of setsOf[hit.pattern] ?? []) {
        const list = found.get(name);
        if (list === undefined) found.set(name, [hit]);
        else list.push(hit);
      }
    }
    return { text, hits: (set) => found.get(set) ?? NONE };
  };
}

/** The words of a hit list as they stand in the text, each once, at most `limit`. */
export function wordsOf(text: string, hits: readonly Hit[], limit = 8): string[] {
  const words = new Set<string>();
  for (const hit of hits) {
    words.add(text.slice(hit.start, hit.end));
    if (words.size >= limit) break;
  }
  return [...words];
}

/**
 * One hit of each list such that all of them lie within `within` characters (from the first start to the last end) and do not cover one another;
 * undefined when there is none.
 */
export function nearHits(lists: readonly (readonly Hit[])[], within: number): Hit[] | undefined {
  const [first, ...others] = lists;
  if (first === undefined || lists.some((list) => list.length === 0)) return undefined;
  for (const anchor of first.slice(0, 50)) {
    const chosen = [anchor];
    for (const list of others) {
      const partner = list.find((hit) => chosen.every((one) => apart(one, hit) && span(one, hit) <= within));
      if (partner === undefined) break;
      chosen.push(partner);
    }
    if (chosen.length === lists.length) return chosen;
  }
  return undefined;
}

function apart(a: Hit, b: Hit): boolean {
  return a.end <= b.start || b.end <= a.start;
}

function span(a: Hit, b: Hit): number {
  return Math.max(a.end, b.end) - Math.min(a.start, b.start);
}
