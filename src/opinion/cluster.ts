import { InvalidError } from '#src/base/errors.ts';
import { type Background, pairsOf } from './background.ts';
import {
  type ClusterRules,
  type ClusterState,
  type EventState,
  forgetOld,
  type Memory,
  openMemory,
  rememberInEvent,
  rememberPrint,
  snapshotOf,
  type Words,
} from './cluster-memory.ts';
import { type CopyMatch, copyOf, factsOf, type Print, sampled, shinglesOf } from './duplicates.ts';
import { type Article, foldText } from './text.ts';

export interface ClusterArticle extends Article {
  /** ISO 8601. */
  readonly publishedAt: string;
}

export interface Placement {
  /** `ev_<id of its first article>`: never changes and never means another event. */
  readonly event: string;
  /** The earliest article that this one repeats. */
  readonly duplicateOf?: string;
  /** How well it fits the event, above 0; 0 for the first article of an event. */
  readonly score: number;
  readonly why: string;
}

export interface Clusterer {
  /** Places an article, by what came before only. Articles come in order of time; small disorder does no harm. */
  add(article: ClusterArticle): Placement;
  snapshot(): ClusterState;
}

const FORGET_EVERY = 64;
const DAY = 86_400_000;

/** Groups articles into events as they come. Give a snapshot to go on where it ended; the same articles always get the same events. */
export function createClusterer(rules: ClusterRules, background: Background, state?: ClusterState): Clusterer {
  const memory = openMemory(rules, background, state);
  const strip = stripper(rules.common);
  return { add: (article) => add(memory, article, strip), snapshot: () => structuredClone(snapshotOf(memory)) };
}

/** Phrases that half of all news share (names of the marks, of offices, stock phrases) say nothing about which event this is. */
function stripper(common: readonly string[]): (folded: string) => string {
  if (common.length === 0) return (folded) => folded;
  const escaped = [...common]
    .sort((a, b) => b.length - a.length)
    .map((phrase) =>
      phrase
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
  const pattern = new RegExp(escaped.join('|'), 'g');
  return (folded) => folded.replace(pattern, '。');
}

function add(memory: Memory, article: ClusterArticle, strip: (folded: string) => string): Placement {
  const at = Date.parse(article.publishedAt);
  if (Number.isNaN(at)) throw new InvalidError(`publishedAt of ${article.id} is not an ISO 8601 time: ${article.publishedAt}`);
  const text = foldText(article.text);
  const title = foldText(article.title ?? '');
  const shingles = shinglesOf(text, memory.rules.copies);
  const print = { shingles, facts: factsOf(text) };
  const copy = findCopy(memory, print);
  const words = wordsFor(memory, strip(`${title}。${text}`));
  const best = copy === undefined ? bestEvent(memory, words, at) : undefined;
  const event = copy === undefined ? (best?.event.id ?? `ev_${article.id}`) : eventOf(memory, copy.print);
  const root = copy === undefined ? article.id : copy.print.root;
  rememberPrint(memory, { id: article.id, root, at, event, ...print });
  if (copy === undefined) rememberInEvent(memory, { event, words, at });
  else touch(memory, event, at);
  memory.latest = Math.max(memory.latest, at);
  if (memory.prints.size % FORGET_EVERY === 0 || memory.prints.size > memory.rules.mostArticles) forgetOld(memory);
  return placement({ event, copy, best });
}

/** Pairs of characters, and the prefectures and counties named; provinces are too large to tell events apart. */
function wordsFor(memory: Memory, text: string): Words {
  const places = memory.background.findPlaces(text).map((place) => place.id);
  return { pairs: pairsOf(text), places: places.filter((code) => !code.endsWith('0000')) };
}

function placement(found: { event: string; copy: CopyMatch | undefined; best: Fit | undefined }): Placement {
  const { event, copy, best } = found;
  if (copy !== undefined) return { event, duplicateOf: copy.print.root, score: Number(copy.contained.toFixed(4)), why: copy.why };
  if (best === undefined) return { event, score: 0, why: '与已有事件都不相近,记为新事件' };
  return { event, score: Number(best.score.toFixed(4)), why: `与事件已有报道用词相近(共有 ${best.shared} 个字对)` };
}

function eventOf(memory: Memory, print: Print): string {
  return memory.prints.get(print.id)?.event ?? `ev_${print.root}`;
}

function touch(memory: Memory, id: string, at: number): void {
  const event = memory.events.get(id);
  if (event === undefined) return;
  event.last = Math.max(event.last, at);
  event.size += 1;
}

/** The text that this one repeats: of several the one that shares most, of equals the earliest. */
function findCopy(memory: Memory, print: Pick<Print, 'shingles' | 'facts'>): CopyMatch | undefined {
  const hits = new Map<string, number>();
  for (const shingle of sampled(print.shingles, memory.rules.copies)) {
    for (const id of memory.printsBy.get(shingle)?.slice(0, memory.rules.postings) ?? []) hits.set(id, (hits.get(id) ?? 0) + 1);
  }
  const likely = [...hits].sort((a, b) => b[1] - a[1]).slice(0, 20);
  let best: CopyMatch | undefined;
  for (const [id] of likely) {
    const other = memory.prints.get(id);
    const match = other === undefined ? undefined : copyOf(print, other, memory.rules.copies);
    if (match !== undefined && (best === undefined || match.contained > best.contained)) best = match;
  }
  return best;
}

interface Fit {
  readonly event: EventState;
  readonly score: number;
  readonly shared: number;
}

/** A pair of characters of the article at hand, and how probable it is anywhere. */
interface RatedPair {
  readonly pair: number;
  readonly usual: number;
}

/** The event that explains the article best, if any does well enough. */
function bestEvent(memory: Memory, words: Words, at: number): Fit | undefined {
  const rated = words.pairs.map((pair) => ({ pair, usual: chance(memory, pair) }));
  let best: Fit | undefined;
  for (const event of likelyEvents(memory, rated)) {
    const fit = fitOf(memory.rules, rated, { event, at, places: words.places });
    if (best === undefined || fit.score > best.score) best = fit;
  }
  return best !== undefined && best.score > 0 ? best : undefined;
}

/** The few events that share most of the article's rarest pairs; only these are looked at closely. */
function likelyEvents(memory: Memory, rated: readonly RatedPair[]): EventState[] {
  const { lookups, postings, candidates } = memory.rules;
  const rare = [...rated].sort((a, b) => a.usual - b.usual || a.pair - b.pair).slice(0, lookups);
  const shared = new Map<string, number>();
  for (const { pair, usual } of rare) {
    const ids = memory.eventsBy.get(pair);
    // What very many events share tells none of them apart.
    if (ids === undefined || ids.length > postings) continue;
    const weight = -Math.log(usual);
    for (const id of ids) shared.set(id, (shared.get(id) ?? 0) + weight);
  }
  const likely = [...shared].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, candidates);
  return likely.flatMap(([id]) => memory.events.get(id) ?? []);
}

/**
 * How much likelier the pairs are within the event than anywhere, in natural logarithms, relative to the length of the text.
 * The event's words are mixed with `smoothing` words of ordinary language.
 */
function fitOf(rules: ClusterRules, rated: readonly RatedPair[], to: { event: EventState; at: number; places: readonly string[] }): Fit {
  const { event } = to;
  let sum = rated.length * Math.log(rules.smoothing / (event.total + rules.smoothing));
  let shared = 0;
  for (const { pair, usual } of rated) {
    const count = event.pairs.get(pair);
    if (count === undefined) continue;
    shared += 1;
    sum += Math.log1p(count / (usual * rules.smoothing));
  }
  const days = Math.max(0, to.at - event.last) / DAY;
  const bonus = rules.perArticleLog * Math.log(event.size) - rules.perDayLog * Math.log1p(days) + placeBonus(rules, to.places, event);
  return { event, shared, score: sum / Math.max(1, rated.length) ** rules.lengthPower + bonus - rules.threshold };
}

/** The same county, or one within the other, speaks for the event; only other places speak against it. */
function placeBonus(rules: ClusterRules, places: readonly string[], event: EventState): number {
  if (places.length === 0 || event.places.size === 0) return 0;
  for (const place of places) {
    for (const other of event.places) if (lies(place, other) || lies(other, place)) return rules.samePlace;
  }
  return -rules.otherPlace;
}

function lies(inner: string, outer: string): boolean {
  return inner === outer || (outer.endsWith('00') && inner.startsWith(outer.slice(0, 4)));
}

/** Probability of a pair of characters in any text: the shipped table, corrected by what the stream itself brought. */
function chance(memory: Memory, pair: number): number {
  const { background, stream, rules } = memory;
  const seen = (background.counts[pair] ?? 0) + rules.streamWeight * (stream[pair] ?? 0) + 0.5;
  const texts = background.texts + rules.streamWeight * memory.texts + 1;
  return seen / (texts * 60);
}
