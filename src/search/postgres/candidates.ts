import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import type { Position } from '#src/base/page.ts';
import { instantSql, type Plan } from './compile.ts';

/** A document that the plan's SQL finds. */
export interface Candidate extends Position {}

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly at: number;
}

interface WalkRow extends Row {
  readonly hit: boolean;
}

/** Milliseconds since 1970, which need no parsing. */
const atColumn = sql`(extract(epoch from e.at) * 1000)::float8 as at`;

function toCandidate(row: Row): Candidate {
  return { id: row.id, at: new Date(Math.round(row.at)) };
}

function inRange(plan: Plan, after: Position | undefined): SQL {
  const tests: SQL[] = [];
  if (plan.from !== undefined) tests.push(sql`e.at >= ${instantSql(plan.from)}`);
  if (plan.to !== undefined) tests.push(sql`e.at < ${instantSql(plan.to)}`);
  if (after !== undefined) tests.push(sql`(e.at, e.id) < (${instantSql(after.at)}, ${after.id} collate "C")`);
  return tests.length === 0 ? sql`true` : sql.join(tests, sql` and `);
}

// A scalar subquery is evaluated for one row at a time; EXISTS could be turned into a scan of all texts.
function looked(recheck: SQL): SQL {
  return sql`(select ${recheck} from search_texts t where t.id = e.id)`;
}

function recheckAll(plan: Plan): SQL {
  return plan.recheck === undefined ? sql`true` : looked(plan.recheck);
}

/** What is left to look at behind the index. */
function recheckIndexed(plan: Plan): SQL {
  if (plan.recheck === undefined) return sql`true`;
  return plan.exact ? sql`(not e.oversize or ${looked(plan.recheck)})` : looked(plan.recheck);
}

export interface Walked {
  readonly found: readonly Candidate[];
  /** The oldest document looked at; undefined where there are no more behind. */
  readonly end: Position | undefined;
}

/** Looks at the `window` newest documents after a position one by one: fast where matches are frequent. */
export async function walkNewest(db: Db, plan: Plan, after: Position | undefined, window: number): Promise<Walked> {
  const { rows } = await db.execute<WalkRow>(sql`
    select e.id, ${atColumn}, ${recheckAll(plan)} as hit
    from (select e.id, e.at from search_entries e where ${inRange(plan, after)} order by e.at desc, e.id desc limit ${window}) e
    order by e.at desc, e.id desc`);
  const last = rows.length < window ? undefined : rows.at(-1);
  return { found: rows.filter((row) => row.hit).map(toCandidate), end: last && toCandidate(last) };
}

// The planner does not know that reading terms means fetching them from elsewhere, and would rather read the whole table.
async function throughIndex<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    return work(tx);
  });
}

function indexed(plan: Plan, after: Position | undefined): SQL {
  const asked = plan.terms === undefined ? sql`true` : sql`array_to_tsvector(string_to_array(e.terms, ' ')) @@ ${plan.terms}::tsquery`;
  return sql`select e.id, e.at, e.oversize from search_entries e where ${asked} and ${inRange(plan, after)}`;
}

/** The `limit` newest candidates after a position, through the inverted index. Candidates are looked at again only until enough are found. */
export async function findCandidates(db: Db, plan: Plan, after: Position | undefined, limit: number): Promise<Candidate[]> {
  // OFFSET keeps the condition behind the sort.
  const query = sql`
    with c as materialized (${indexed(plan, after)})
    select e.id, ${atColumn} from (select * from c order by at desc, id desc offset 0) e
    where ${recheckIndexed(plan)} limit ${limit}`;
  const { rows } = await throughIndex(db, (tx) => tx.execute<Row>(query));
  return rows.map(toCandidate);
}

/** How many documents the plan's SQL finds, counted up to `atMost`. */
export function countSql(plan: Plan, atMost: number | undefined): SQL {
  const limit = atMost === undefined ? sql`` : sql`limit ${atMost}`;
  return sql`
    with c as materialized (${indexed(plan, undefined)})
    select count(*)::int as n from (select 1 from c e where ${recheckIndexed(plan)} ${limit}) found`;
}

/** How many documents the plan's SQL finds, counted up to `atMost`. */
export async function countCandidates(db: Db, plan: Plan, atMost: number | undefined): Promise<number> {
  const query = countSql(plan, atMost);
  const { rows } = await throughIndex(db, (tx) => tx.execute<{ n: number }>(query));
  return rows[0]?.n ?? 0;
}
