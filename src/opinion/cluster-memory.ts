import { z } from 'zod';
import { type Background, PAIR_BUCKETS } from './background.ts';
import { type Print, sampled } from './duplicates.ts';

const copySchema = z.strictObject({
  shingle: z.number().int().min(2),
  keepOneIn: z.number().int().min(1),
  keepAllUpTo: z.number().int(),
  least: z.number().int(),
  contained: z.number(),
  containedLoosely: z.number(),
  factsShared: z.number(),
  factsNeeded: z.number().int(),
  rewrittenFacts: z.number().int(),
  rewrittenOverlap: z.number(),
});

/** The shape of `rules/opinion/cluster.yaml`. */
export const clusterRulesSchema = z.strictObject({
  version: z.number().int(),
  source: z.string(),
  validFrom: z.string(),
  windowDays: z.number().positive(),
  mostArticles: z.number().int().positive(),
  postings: z.number().int().positive(),
  lookups: z.number().int().positive(),
  candidates: z.number().int().positive(),
  smoothing: z.number().positive(),
  lengthPower: z.number(),
  threshold: z.number(),
  perDayLog: z.number().nonnegative(),
  perArticleLog: z.number().nonnegative(),
  streamWeight: z.number().positive(),
  samePlace: z.number().nonnegative(),
  otherPlace: z.number().nonnegative(),
  copies: copySchema,
  common: z.array(z.string().min(1)),
});

export type ClusterRules = z.infer<typeof clusterRulesSchema>;

/** The print of an article and the event it was placed in. */
export type PlacedPrint = Print & { readonly event: string };

export interface EventState {
  readonly id: string;
  size: number;
  last: number;
  total: number;
  /** Articles of the event (copies left out) by pair of characters. */
  readonly pairs: Map<number, number>;
  /** GB/T 2260 codes of the prefectures and counties that its articles name. */
  readonly places: Set<string>;
}

interface KeptEvent {
  readonly id: string;
  readonly size: number;
  readonly last: number;
  readonly pairs: readonly (readonly [number, number])[];
  readonly places: readonly string[];
}

/** Everything a clusterer remembers, as plain JSON. */
export interface ClusterState {
  readonly prints: readonly PlacedPrint[];
  readonly events: readonly KeptEvent[];
  /** Texts seen by pair of characters. */
  readonly stream: readonly (readonly [number, number])[];
  readonly texts: number;
  readonly latest: number;
}

/** What came before, with the indexes to find it quickly. Bounded: what is older than the window is forgotten. */
export interface Memory {
  readonly rules: ClusterRules;
  readonly background: Background;
  readonly prints: Map<string, PlacedPrint>;
  readonly printsBy: Map<number, string[]>;
  readonly events: Map<string, EventState>;
  readonly eventsBy: Map<number, string[]>;
  readonly stream: Float64Array;
  texts: number;
  latest: number;
}

const DAY = 86_400_000;

export function openMemory(rules: ClusterRules, background: Background, state?: ClusterState): Memory {
  const memory: Memory = {
    rules,
    background,
    prints: new Map(),
    printsBy: new Map(),
    events: new Map(),
    eventsBy: new Map(),
    stream: new Float64Array(PAIR_BUCKETS),
    texts: state?.texts ?? 0,
    latest: state?.latest ?? 0,
  };
  if (state === undefined) return memory;
  for (const [pair, count] of state.stream) memory.stream[pair] = count;
  for (const kept of state.events) {
    const event: EventState = {
      id: kept.id,
      size: kept.size,
      last: kept.last,
      total: 0,
      pairs: new Map(kept.pairs),
      places: new Set(kept.places),
    };
    for (const count of event.pairs.values()) event.total += count;
    memory.events.set(event.id, event);
    for (const pair of event.pairs.keys()) post(memory.eventsBy, pair, event.id);
  }
  for (const print of state.prints) rememberPrint(memory, print);
  return memory;
}

export function snapshotOf(memory: Memory): ClusterState {
  return {
    prints: [...memory.prints.values()],
    events: [...memory.events.values()].map(({ id, size, last, pairs, places }) => ({
      id,
      size,
      last,
      pairs: [...pairs],
      places: [...places],
    })),
    stream: [...memory.stream.entries()].filter(([, count]) => count > 0),
    texts: memory.texts,
    latest: memory.latest,
  };
}

/** Remembers the text itself, to recognise copies. */
export function rememberPrint(memory: Memory, print: PlacedPrint): void {
  memory.prints.set(print.id, print);
  for (const shingle of sampled(print.shingles, memory.rules.copies)) post(memory.printsBy, shingle, print.id);
}

/** What an article is compared by. */
export interface Words {
  readonly pairs: readonly number[];
  readonly places: readonly string[];
}

function emptyEvent(id: string, at: number): EventState {
  return { id, size: 0, last: at, total: 0, pairs: new Map(), places: new Set() };
}

/** Adds an article that is no copy to the words of its event, opening the event where it is new. */
export function rememberInEvent(memory: Memory, placed: { event: string; words: Words; at: number }): void {
  const event = memory.events.get(placed.event) ?? emptyEvent(placed.event, placed.at);
  memory.events.set(event.id, event);
  event.size += 1;
  event.last = Math.max(event.last, placed.at);
  for (const place of placed.words.places) event.places.add(place);
  for (const pair of placed.words.pairs) {
    const before = event.pairs.get(pair);
    if (before === undefined) post(memory.eventsBy, pair, event.id);
    event.pairs.set(pair, (before ?? 0) + 1);
    event.total += 1;
    memory.stream[pair] = (memory.stream[pair] ?? 0) + 1;
  }
  memory.texts += 1;
}

/** Forgets texts older than the window, the oldest beyond the limit, and events in which nothing happened for that long. */
export function forgetOld(memory: Memory): void {
  const { windowDays, mostArticles } = memory.rules;
  const before = memory.latest - windowDays * DAY;
  for (const print of memory.prints.values()) {
    if (print.at >= before && memory.prints.size <= mostArticles) break;
    memory.prints.delete(print.id);
    for (const shingle of sampled(print.shingles, memory.rules.copies)) unpost(memory.printsBy, shingle, print.id);
  }
  for (const event of memory.events.values()) {
    if (event.last >= before && memory.events.size <= mostArticles) continue;
    memory.events.delete(event.id);
    for (const pair of event.pairs.keys()) unpost(memory.eventsBy, pair, event.id);
  }
}

function post(index: Map<number, string[]>, key: number, id: string): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [id]);
  else list.push(id);
}

function unpost(index: Map<number, string[]>, key: number, id: string): void {
  const list = index.get(key);
  if (list === undefined) return;
  const at = list.indexOf(id);
  if (at >= 0) list.splice(at, 1);
  if (list.length === 0) index.delete(key);
}
