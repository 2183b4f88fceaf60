/** Many phrases looked for in one pass over a text (Aho–Corasick over tokens). */
export interface PhraseAutomaton {
  /** Calls `found` with the index of every phrase that occurs, once for each occurrence. */
  scan(tokens: readonly string[], found: (phrase: number) => void): void;
}

/**
 * Edges of the trie: open addressing over (state, token), because millions of small maps would not fit. A slot is four numbers (state,
 * token, target, nothing). `prints` has one byte a slot, 0 where it is free: it stays in the processor's cache when the slots do not,
 * and answers most look-ups, which find nothing.
 */
interface Edges {
  readonly slots: Int32Array;
  readonly prints: Uint8Array;
  readonly mask: number;
}

interface Trie {
  readonly edges: Edges;
  /** Parent, token on the edge from it, and depth of each state; state 0 is the root. */
  readonly parents: number[];
  readonly labels: number[];
  readonly depths: number[];
  /** The phrase that ends at a state, or -1. */
  readonly ends: number[];
}

const WIDTH = 4;

function makeEdges(count: number): Edges {
  let size = 16;
  while (size < count * 2) size *= 2;
  return { slots: new Int32Array(size * WIDTH), prints: new Uint8Array(size), mask: size - 1 };
}

function hashOf(state: number, token: number): number {
  const mixed = Math.imul(Math.imul(state, 0x9e3779b1) ^ token, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function printOf(hash: number): number {
  return (hash >>> 24) | 1;
}

/** Number of the slot of the edge, or of the free one where it would be. */
function slotOf({ slots, prints, mask }: Edges, state: number, token: number): number {
  const hash = hashOf(state, token);
  const print = printOf(hash);
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const found = prints[slot];
    if (found === 0) return slot;
    if (found === print && slots[slot * WIDTH] === state && slots[slot * WIDTH + 1] === token) return slot;
  }
}

function targetOf(edges: Edges, state: number, token: number): number {
  const slot = slotOf(edges, state, token);
  return edges.prints[slot] === 0 ? -1 : (edges.slots[slot * WIDTH + 2] ?? -1);
}

function buildTrie(phrases: readonly (readonly number[])[]): Trie {
  let count = 0;
  for (const phrase of phrases) count += phrase.length;
  const trie: Trie = { edges: makeEdges(count), parents: [0], labels: [-1], depths: [0], ends: [-1] };
  for (const [index, phrase] of phrases.entries()) {
    let state = 0;
    for (const token of phrase) state = childOf(trie, state, token);
    trie.ends[state] = index;
  }
  return trie;
}

function childOf(trie: Trie, state: number, token: number): number {
  const { edges } = trie;
  const slot = slotOf(edges, state, token);
  if (edges.prints[slot] !== 0) return edges.slots[slot * WIDTH + 2] ?? 0;
  const child = trie.parents.length;
  edges.prints[slot] = printOf(hashOf(state, token));
  edges.slots.set([state, token, child], slot * WIDTH);
  trie.parents.push(state);
  trie.labels.push(token);
  trie.depths.push((trie.depths[state] ?? 0) + 1);
  trie.ends.push(-1);
  return child;
}

/** Follows the edge of a token, falling back to ever shorter beginnings. */
function step(edges: Edges, fails: Int32Array, from: number, token: number): number {
  for (let state = from; ; state = fails[state] ?? 0) {
    const target = targetOf(edges, state, token);
    if (target >= 0) return target;
    if (state === 0) return 0;
  }
}

/**
 * `fails`: the state of the longest proper end of this one. `links`: the nearest state on that way where a phrase ends, or 0.
 */
function linkStates(trie: Trie): { fails: Int32Array; links: Int32Array } {
  const count = trie.parents.length;
  const fails = new Int32Array(count);
  const links = new Int32Array(count);
  const byDepth = Int32Array.from(trie.depths.keys()).sort((a, b) => (trie.depths[a] ?? 0) - (trie.depths[b] ?? 0));
  for (const state of byDepth) {
    if ((trie.depths[state] ?? 0) < 2) continue;
    const fail = step(trie.edges, fails, fails[trie.parents[state] ?? 0] ?? 0, trie.labels[state] ?? -1);
    fails[state] = fail;
    links[state] = (trie.ends[fail] ?? -1) >= 0 ? fail : (links[fail] ?? 0);
  }
  return { fails, links };
}

/** Numbers for tokens. Single units, nearly all of Chinese text, are looked up in a table. */
interface Vocabulary {
  readonly units: Int32Array;
  readonly others: Map<string, number>;
  size: number;
}

function numberOf(vocabulary: Vocabulary, token: string): number {
  if (token.length === 1) return vocabulary.units[token.charCodeAt(0)] ?? -1;
  return vocabulary.others.get(token) ?? -1;
}

function addToken(vocabulary: Vocabulary, token: string): number {
  const known = numberOf(vocabulary, token);
  if (known >= 0) return known;
  const number = vocabulary.size;
  vocabulary.size += 1;
  if (token.length === 1) vocabulary.units[token.charCodeAt(0)] = number;
  else vocabulary.others.set(token, number);
  return number;
}

/** @param phrases different from each other, none of them empty */
export function buildAutomaton(phrases: readonly (readonly string[])[]): PhraseAutomaton {
  const vocabulary: Vocabulary = { units: new Int32Array(0x10000).fill(-1), others: new Map(), size: 0 };
  const { edges, ...trie } = buildTrie(phrases.map((phrase) => phrase.map((token) => addToken(vocabulary, token))));
  const { fails, links } = linkStates({ edges, ...trie });
  const ends = Int32Array.from(trie.ends);
  const roots = Int32Array.from({ length: vocabulary.size }, (_, token) => Math.max(0, targetOf(edges, 0, token)));
  return {
    scan: (tokens, found) => {
      let state = 0;
      for (const text of tokens) {
        const token = numberOf(vocabulary, text);
        if (token < 0) state = 0;
        else state = state === 0 ? (roots[token] ?? 0) : step(edges, fails, state, token);
        for (let at = state; at !== 0; at = links[at] ?? 0) {
          const end = ends[at] ?? -1;
          if (end >= 0) found(end);
        }
      }
    },
  };
}
