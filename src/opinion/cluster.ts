import { InvalidError } from '#src/base/errors.ts';
import { type Background, pairsOf } from './background.ts';
import { type ClusterRules, type ClusterState, type EventState, forgetOld, type Memory, openMemory, rememberInEvent, rememberPrint, snapshotOf, type Words } from './cluster-memory.ts';
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
  const escaped = [...common].sort((a, b) => b.length - a.length).map((phrase) => phrase.normalize('NFKC').toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
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

/** How much likelier a text's pairs of characters are within the event than anywhere, in natural logarithms, for every pair. */
function bestEvent(memory: Memory, words: Words, at: number): Fit | undefined {
  const rare = [...words.pairs].sort((a, b) => chance(memory, a) - chance(memory, b)).slice(0, memory.rules.lookups);
  const candidates = new Set<string>();
  for (const pair of rare) {
    for (const id of memory.eventsBy.get(pair)?.slice(-memory.rules.postings) ?? []) candidates.add(id);
  }
  let best: Fit | undefined;
  for (const id of candidates) {
    const event = memory.events.get(id);
    if (event === undefined) continue;
    const fit = fitOf(memory, words, { event, at });
    if (best === undefined || fit.score > best.score) best = fit;
  }
  return best !== undefined && best.score > 0 ? best : undefined;
}

function fitOf(memory: Memory, { pairs, places }: Words, to: { event: EventState; at: number }): Fit {
  const { rules } = memory;
  const { event } = to;
  let sum = 0;
  let shared = 0;
  for (const pair of pairs) {
    const usual = chance(memory, pair);
    const count = event.pairs.get(pair) ?? 0;
    if (count > 0) shared += 1;
    sum += Math.log((count / usual + rules.smoothing) / (event.total + rules.smoothing));
  }
  const days = Math.max(0, to.at - event.last) / DAY;
  const bonus = rules.perArticleLog * Math.log(event.size) - rules.perDayLog * Math.log1p(days) + placeBonus(rules, places, event);
  return { event, shared, score: sum / Math.max(1, pairs.length) ** rules.lengthPower + bonus - rules.threshold };
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
