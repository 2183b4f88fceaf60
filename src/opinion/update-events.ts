import type { Context } from '#src/base/context.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import { recordTraces } from '#src/documents/index.ts';
import { enqueue } from '#src/queue/index.ts';
import { isCollecting, sourceGrades } from '#src/sources/index.ts';
import type { OpinionDeps } from './classify.ts';
import { type Clusterer, createClusterer } from './cluster.ts';
import type { ClusterState } from './cluster-memory.ts';
import { type EvidenceArticle, type Warning, warningLevel } from './level.ts';
import {
  articlesOf,
  type EventArticle,
  eventById,
  joinEvent,
  lockEvents,
  type PendingArticle,
  pendingArticles,
  readState,
  saveEvent,
  saveState,
  unclassified,
  waitingSince,
} from './store.ts';
import { eventTitle } from './title.ts';
import { GRADES, LEVELS, type SourceGrade } from './warning-rules.ts';

const BATCH = 200;
const STATE = 'clusterer';

interface StoredState {
  readonly turn: number;
  readonly state: ClusterState;
}

/** Restores the clusterer unless the one in memory is the newest: what is stored decides, so that a restart changes nothing. */
async function currentClusterer(ctx: Context, deps: OpinionDeps): Promise<{ turn: number; instance: Clusterer }> {
  const stored = (await readState(ctx.db, STATE)) as StoredState | undefined;
  const turn = stored?.turn ?? 0;
  if (deps.clusterer?.turn === turn && turn > 0) return deps.clusterer;
  return { turn, instance: createClusterer(deps.clusterRules, deps.background, stored?.state) };
}

async function place(ctx: Context, instance: Clusterer, pending: readonly PendingArticle[]): Promise<Set<string>> {
  const touched = new Set<string>();
  for (const article of pending) {
    const content = article.content as { title?: string; text?: string };
    const publishedAt = article.publishedAt ?? article.firstSeenAt;
    const placement = instance.add({
      id: article.documentId,
      title: content.title ?? '',
      text: content.text ?? '',
      publishedAt: publishedAt.toISOString(),
    });
    touched.add(placement.event);
    const row = {
      documentId: article.documentId,
      eventId: placement.event,
      duplicateOf: placement.duplicateOf ?? null,
      why: { score: placement.score, why: placement.why },
    };
    await joinEvent(ctx.db, [{ ...row, publishedAt, joinedAt: ctx.clock.now() }]);
    const outcome = placement.duplicateOf === undefined ? 'placed' : 'repost';
    await recordTraces(ctx, {
      entityId: article.documentId,
      step: 'event',
      outcome,
      text: placement.why,
      data: { eventId: placement.event, score: placement.score },
    });
  }
  return touched;
}

function gradeOf(grade: string | undefined): SourceGrade {
  return GRADES.find((known) => known === grade) ?? 'user';
}

function evidenceOf(articles: readonly EventArticle[], grades: ReadonlyMap<string, string>): EvidenceArticle[] {
  return articles.map((article) => {
    const content = article.content as { author?: string; outlet?: string };
    return {
      publishedAt: article.publishedAt.toISOString(),
      author: content.author ?? '',
      source: content.outlet ?? article.sourceId,
      sourceGrade: gradeOf(grades.get(article.sourceId)),
      sentiment: article.opinion.sentiment as EvidenceArticle['sentiment'],
      topics: (article.opinion.topics as { topic: string }[]).map((topic) => topic.topic),
      regions: article.opinion.regions,
    };
  });
}

function mostNamed(lists: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>();
  for (const list of lists) for (const name of list) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** A level goes up by itself and down only by a person. */
function notLower(found: Warning['level'], before: string | null | undefined): Warning['level'] {
  const earlier = LEVELS.find((level) => level === before) ?? null;
  if (found === null || earlier === null) return found ?? earlier;
  return LEVELS.indexOf(found) >= LEVELS.indexOf(earlier) ? found : earlier;
}

async function rate(ctx: Context, deps: OpinionDeps, eventId: string, grades: ReadonlyMap<string, string>): Promise<void> {
  const articles = await articlesOf(ctx.db, eventId);
  const first = articles[0];
  const last = articles.at(-1);
  if (first === undefined || last === undefined) return;
  const now = ctx.clock.now();
  const evidence = evidenceOf(articles, grades);
  const warning = warningLevel({ articles: evidence }, deps.warnings, now);
  const before = await eventById(ctx.db, eventId);
  const brands = mostNamed(articles.map((article) => article.opinion.brands));
  // What concerns none of our brands is kept as an event, but warned of to nobody.
  const level = brands.length === 0 ? null : notLower(warning.level, before?.level);
  const negative = evidence.filter((article) => article.sentiment === 'negative').length;
  await saveEvent(ctx.db, {
    id: eventId,
    title: eventTitle(articles.map((article) => article.title)),
    brands,
    regions: mostNamed(articles.map((article) => article.opinion.regions)),
    topics: mostNamed(evidence.map((article) => article.topics)).slice(0, 5),
    documents: articles.length,
    authors: new Set(evidence.map((article) => article.author || article.source)).size,
    negativeShare: negative / articles.length,
    level,
    score: warning.score,
    parts: { parts: warning.parts, hardTriggers: warning.hardTriggers, missing: warning.missing },
    firstAt: first.publishedAt,
    lastAt: last.publishedAt,
    updatedAt: now,
    sample: articles.every((article) => article.sample),
  });
  if (level === null) return;
  await enqueue(ctx, { name: 'alert.event', key: `${eventId}/${articles.length}/${level}`, payload: { eventId } });
}

/** The longest an article waits for others that are on their way. */
const PATIENCE_MS = 60_000;

/**
 * Events are made by what came before, so articles have to come in the order they were published. While a run is still bringing
 * articles, or some are not classified, those that are there wait; the end of the run and every classification ask again.
 */
async function moreToCome(ctx: Context): Promise<boolean> {
  const since = await waitingSince(ctx.db);
  if (since === undefined || ctx.clock.now().getTime() - since.getTime() > PATIENCE_MS) return false;
  return (await unclassified(ctx.db)) || (await isCollecting(ctx, 'shop'));
}

/**
 * Puts classified articles into events, in the order they were published, and rates the events they touched.
 * Everything, the clusterer's memory included, is written in one transaction.
 */
export async function updateEvents(ctx: Context, deps: OpinionDeps): Promise<void> {
  if (await moreToCome(ctx)) return;
  for (let count = BATCH; count === BATCH; ) {
    count = await inTransaction(ctx, async (tx) => {
      await lockEvents(tx.db);
      const pending = await pendingArticles(tx.db, BATCH);
      if (pending.length === 0) return 0;
      const { turn, instance } = await currentClusterer(tx, deps);
      delete deps.clusterer; // until this transaction is through, the one in memory is ahead of the stored one
      const touched = await place(tx, instance, pending);
      const grades = await sourceGrades(tx);
      for (const eventId of touched) await rate(tx, deps, eventId, grades);
      await saveState(tx.db, STATE, { turn: turn + 1, state: instance.snapshot() } satisfies StoredState, tx.clock.now());
      deps.clusterer = { turn: turn + 1, instance };
      return pending.length;
    });
  }
}

/** Asks for articles that have been waiting longer than anything should: whatever was to ask for them was lost. */
export async function reconcileEvents(ctx: Context, olderThan: Date): Promise<number> {
  const since = await waitingSince(ctx.db);
  if (since === undefined || since > olderThan) return 0;
  await enqueue(ctx, { name: 'event.update', key: newId('again', ctx.clock), payload: {} });
  return 1;
}
