/** A reproducible stream of choices. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number from `low` to `high`, both inclusive. */
  int(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
  /** `count` different items in random order; all of them where there are fewer. */
  sample<T>(items: readonly T[], count: number): T[];
  digits(count: number): string;
}

function seedOf(text: string): number {
  let hash = 2166136261;
  for (const char of text) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
    hash ^= hash >>> 13;
  }
  return hash >>> 0;
}

/** A stream of its own for every (seed, name): adding choices to one part of the world leaves the others as they were. */
export function random(seed: number, name: string): Random {
  let state = seedOf(`${seed}/${name}`);
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  function int(low: number, high: number): number {
    return low + Math.floor(next() * (high - low + 1));
  }
  function pick<T>(items: readonly T[]): T {
    const item = items[int(0, items.length - 1)];
    if (item === undefined) throw new RangeError('pick from an empty list');
    return item;
  }
  function shuffle<T>(items: readonly T[]): T[] {
    const keyed = items.map((item, index) => ({ item, index, key: next() }));
    return keyed.sort((a, b) => a.key - b.key || a.index - b.index).map(({ item }) => item);
  }
  return {
    next,
    int,
    pick,
    shuffle,
    sample: (items, count) => shuffle(items).slice(0, count),
    digits: (count) => Array.from({ length: count }, () => int(0, 9)).join(''),
  };
}
