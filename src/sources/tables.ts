import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from '#src/db/columns.ts';

export const sources = pgTable(
  'sources',
  {
    id: text('id').primaryKey(),
    plugin: text('plugin').notNull(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    kind: text('kind').notNull(),
    grade: text('grade').notNull(),
    region: text('region'),
    config: jsonb('config').notNull(),
    intervalMinutes: integer('interval_minutes').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    sample: boolean('sample').notNull().default(false),
    nextRunAt: instant('next_run_at'),
    lastRunAt: instant('last_run_at'),
    lastGoodAt: instant('last_good_at'),
    /** `unknown` before the first run, then `good`, `partial` or `failing`. */
    health: text('health').notNull().default('unknown'),
    /** Why the last run brought less than everything, in words. */
    healthReason: text('health_reason'),
    revision: integer('revision').notNull().default(1),
  },
  (t) => [index('sources_due').on(t.nextRunAt).where(sql`enabled`)],
);

export const sourceRuns = pgTable(
  'source_runs',
  {
    id: text('id').primaryKey(),
    sourceId: text('source_id').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    state: text('state').notNull(),
    pages: integer('pages').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    items: integer('items').notNull().default(0),
    reason: text('reason'),
  },
  (t) => [
    index('source_runs_source').on(t.sourceId, t.startedAt),
    uniqueIndex('source_runs_open').on(t.sourceId).where(sql`state = 'running'`),
  ],
);

/** The frontier: one row for every address of a run; the row is the memory, the queued job only a nudge. */
export const pages = pgTable(
  'pages',
  {
    id: text('id').primaryKey(),
    runId: text('run_id').notNull(),
    sourceId: text('source_id').notNull(),
    url: text('url').notNull(),
    kind: text('kind').notNull(),
    context: jsonb('context').notNull(),
    depth: integer('depth').notNull(),
    state: text('state').notNull(),
    attempts: integer('attempts').notNull().default(0),
    reason: text('reason'),
    message: text('message'),
    status: integer('status'),
    blob: text('blob'),
    items: integer('items').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('pages_once').on(t.runId, t.url),
    index('pages_waiting').on(t.updatedAt).where(sql`state = 'pending'`),
    index('pages_run_state').on(t.runId, t.state),
  ],
);

/** What the server last told us about an address, for conditional requests in the next run. */
export const pageValidators = pgTable(
  'page_validators',
  {
    sourceId: text('source_id').notNull(),
    url: text('url').notNull(),
    etag: text('etag'),
    lastModified: text('last_modified'),
    blob: text('blob').notNull(),
    contentType: text('content_type'),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.url] })],
);
