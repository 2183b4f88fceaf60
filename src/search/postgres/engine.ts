import { inArray, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { evaluate, type Prepared } from '../evaluate.ts';
import { snippetOf } from '../highlight.ts';
import type { SearchHit, SearchIndex, SearchPage, SearchRequest } from '../index-port.ts';
import type { Query } from '../query.ts';
import { type Candidate, countCandidates, findCandidates, walkNewest } from './candidates.ts';
import { makePlan, type Plan } from './compile.ts';
import { searchTexts } from './tables.ts';
import { FIELD_SEPARATOR, removeDocuments, writeDocuments } from './write.ts';

/** Newest documents looked at before the inverted index is asked; where it cannot help, windows grow to the larger figure. */
const FIRST_WINDOW = 256;
const LAST_WINDOW = 4096;
/** Walking on is cheaper than asking the index while about this many more documents fill the page. */
const WALK_ON = 1024;
/** Candidates evaluated in process at a time. */
const EVALUATED = 250;

/** Those of the candidates that the query really finds, in their order. */
async function confirm(db: Db, plan: Plan, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
  if (!plan.evaluate || candidates.length === 0) return candidates;
  const { id, kind, source, brands, region, level, tokens } = searchTexts;
  const rows = await db
    .select({ id, kind, source, brands, region, level, tokens })
    .from(searchTexts)
    .where(
      inArray(
        searchTexts.id,
        candidates.map((candidate) => candidate.id),
      ),
    );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return candidates.filter((candidate) => {
    const row = byId.get(candidate.id);
    if (row === undefined) return false;
    const [title = '', text = ''] = row.tokens.split(FIELD_SEPARATOR);
    const prepared: Prepared = {
      ...{ fields: [title, text], brands: row.brands, source: row.source, kind: row.kind, at: candidate.at },
      ...{ level: row.level ?? undefined, region: row.region ?? undefined },
    };
    return evaluate(plan.query, prepared);
  });
}

/** The first `wanted` matches after the request's position, newest first. */
async function find(db: Db, plan: Plan, request: SearchRequest, wanted: number): Promise<Candidate[]> {
  const found: Candidate[] = [];
  let after = request.after;
  for (let window = FIRST_WINDOW, looked = 0; ; ) {
    const walked = await walkNewest(db, plan, after, window);
    found.push(...(await confirm(db, plan, walked.found)));
    looked += window;
    if (found.length >= wanted || walked.end === undefined) return found;
    after = walked.end;
    const missing = ((wanted - found.length) * looked) / found.length;
    if (plan.terms !== undefined && missing > WALK_ON) break;
    window = plan.terms === undefined ? Math.min(window * 2, LAST_WINDOW) : Math.ceil(missing) + FIRST_WINDOW;
  }
  for (;;) {
    const limit = plan.evaluate ? Math.max(EVALUATED, wanted - found.length) : wanted - found.length;
    const candidates = await findCandidates(db, plan, after, limit);
    found.push(...(await confirm(db, plan, candidates)));
    if (found.length >= wanted || candidates.length < limit) return found;
    after = candidates.at(-1);
  }
}

async function withSnippets(db: Db, query: Query, found: readonly Candidate[]): Promise<SearchHit[]> {
  const ids = found.map((candidate) => candidate.id);
  const { id, title, text } = searchTexts;
  const rows = ids.length === 0 ? [] : await db.select({ id, title, text }).from(searchTexts).where(inArray(id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.map((candidate) => {
    const row = byId.get(candidate.id);
    return { ...candidate, snippet: row === undefined ? '' : snippetOf(query, row) };
  });
}

async function search(db: Db, request: SearchRequest): Promise<SearchPage> {
  const found = await find(db, makePlan(request.query), request, request.limit + 1);
  const shown = found.slice(0, request.limit);
  const hits = request.highlight ? await withSnippets(db, request.query, shown) : shown.map((candidate) => ({ ...candidate, snippet: '' }));
  const last = shown.at(-1);
  return { hits, next: found.length > request.limit && last !== undefined ? last : null };
}

async function count(db: Db, query: Query, atMost: number | undefined): Promise<number> {
  const plan = makePlan(query);
  if (!plan.evaluate) return countCandidates(db, plan, atMost);
  const limit = atMost ?? Number.POSITIVE_INFINITY;
  let counted = 0;
  for (let after: Candidate | undefined; ; ) {
    const candidates = await findCandidates(db, plan, after, LAST_WINDOW);
    for (let start = 0; start < candidates.length && counted < limit; start += EVALUATED) {
      counted += (await confirm(db, plan, candidates.slice(start, start + EVALUATED))).length;
    }
    if (counted >= limit || candidates.length < LAST_WINDOW) return Math.min(counted, limit);
    after = candidates.at(-1);
  }
}

/** The search engine in the database itself: needs no service and no set-up beyond the migrations. */
export function openPostgresSearch(db: Db): SearchIndex {
  return {
    index: (documents) => writeDocuments(db, documents),
    remove: (ids) => removeDocuments(db, ids),
    search: (request) => search(db, request),
    count: (query, atMost) => count(db, query, atMost),
    ping: async () => {
      await db.execute(sql`select 1`);
    },
  };
}
