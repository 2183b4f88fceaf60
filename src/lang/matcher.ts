/** One occurrence of a pattern: `pattern` is its index in the list given, `[start, end)` UTF-16 positions. */
export interface Hit {
  readonly pattern: number;
  readonly start: number;
  readonly end: number;
}

/** Finds all occurrences of many strings in one pass (Aho–Corasick). Empty patterns never match. */
export interface Matcher {
  readonly size: number;
  findAll(text: string): Hit[];
}

interface Trie {
  readonly edges: EdgeTable;
  readonly depth: number[];
  /** Patterns that end at a state. */
  readonly ends: number[][];
}

export function createMatcher(patterns: readonly string[]): Matcher {
  const trie = buildTrie(patterns);
  const states = trie.depth.length;
  const fail = new Int32Array(states);
  /** Nearest state on the fail chain where a pattern ends; 0 is none. */
  const output = new Int32Array(states);
  linkStates(trie, fail, output);
  return {
    size: patterns.length,
    findAll(text) {
      const hits: Hit[] = [];
      let state = 0;
      for (let index = 0; index < text.length; index += 1) {
        state = step(trie.edges, fail, state, text.charCodeAt(index));
        for (let at = state; at !== 0; at = output[at] ?? 0) {
          for (const pattern of trie.ends[at] ?? []) hits.push({ pattern, start: index + 1 - (trie.depth[at] ?? 0), end: index + 1 });
        }
      }
      return hits;
    },
  };
}

function buildTrie(patterns: readonly string[]): Trie {
  const total = patterns.reduce((sum, pattern) => sum + pattern.length, 0);
  const trie: Trie = { edges: edgeTable(total), depth: [0], ends: [[]] };
  for (const [index, pattern] of patterns.entries()) {
    let state = 0;
    for (let position = 0; position < pattern.length; position += 1) {
      const unit = pattern.charCodeAt(position);
      let next = trie.edges.get(state, unit);
      if (next < 0) {
        next = trie.depth.length;
        trie.edges.set(state, unit, next);
        trie.depth.push(position + 1);
        trie.ends.push([]);
      }
      state = next;
    }
    if (state !== 0) trie.ends[state]?.push(index);
  }
  return trie;
}

function linkStates(trie: Trie, fail: Int32Array, output: Int32Array): void {
  const children = childrenByState(trie);
  const queue = [0];
  for (let head = 0; head < queue.length; head += 1) {
    const state = queue[head] ?? 0;
    for (const [unit, child] of children[state] ?? []) {
      const target = state === 0 ? 0 : step(trie.edges, fail, fail[state] ?? 0, unit);
      fail[child] = target;
      output[child] = (trie.ends[target]?.length ?? 0) > 0 ? target : (output[target] ?? 0);
      queue.push(child);
    }
  }
}

function childrenByState(trie: Trie): [number, number][][] {
  const children: [number, number][][] = trie.depth.map(() => []);
  trie.edges.forEach((state, unit, next) => {
    children[state]?.push([unit, next]);
  });
  return children;
}

function step(edges: EdgeTable, fail: Int32Array, from: number, unit: number): number {
  for (let state = from; ; state = fail[state] ?? 0) {
    const next = edges.get(state, unit);
    if (next >= 0) return next;
    if (state === 0) return 0;
  }
}

interface EdgeTable {
  /** The state an edge leads to, or -1. */
  get(state: number, unit: number): number;
  set(state: number, unit: number, next: number): void;
  forEach(visit: (state: number, unit: number, next: number) => void): void;
}

/** Open addressing over (state, unit): one flat table instead of one map a state keeps a registry of 100,000 names small. */
function edgeTable(edges: number): EdgeTable {
  const capacity = 2 ** Math.max(4, Math.ceil(Math.log2(Math.max(1, edges) * 2)));
  const mask = capacity - 1;
  const states = new Int32Array(capacity).fill(-1);
  const units = new Uint16Array(capacity);
  const targets = new Int32Array(capacity);
  const slotOf = (state: number, unit: number): number => {
    let slot = (Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) & mask;
    while (states[slot] !== -1 && (states[slot] !== state || units[slot] !== unit)) slot = (slot + 1) & mask;
    return slot;
  };
  return {
    get(state, unit) {
      const slot = slotOf(state, unit);
      return states[slot] === -1 ? -1 : (targets[slot] ?? -1);
    },
    set(state, unit, next) {
      const slot = slotOf(state, unit);
      states[slot] = state;
      units[slot] = unit;
      targets[slot] = next;
    },
    forEach(visit) {
      for (let slot = 0; slot < capacity; slot += 1) {
        if (states[slot] !== -1) visit(states[slot] ?? 0, units[slot] ?? 0, targets[slot] ?? 0);
      }
    },
  };
}
