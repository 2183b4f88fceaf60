import { describe, expect, test } from 'vitest';
import { sketch } from './project.ts';
import { keeps, type Rule, violationsOf } from './rule.ts';
import { enginesInTheirRooms, environmentInConfig, outThroughFetch, sqlInStores, timeFromTheClock } from './rules/rooms.ts';

describe('engine rooms', () => {
  keeps(enginesInTheirRooms);
  keeps(outThroughFetch);
  keeps(environmentInConfig);
  keeps(timeFromTheClock);
  keeps(sqlInStores);
});

function seen(rule: Rule, path: string, text: string): number {
  return violationsOf(rule, sketch({ [path]: text })).length;
}

describe('the rule on engines', () => {
  test.each([
    ['src/cases/store.ts', "import { Pool } from 'pg';"],
    ['src/cases/transition.ts', "import { eq } from 'drizzle-orm';"],
    ['src/cases/transition.ts', "import { pgTable } from 'drizzle-orm/pg-core';"],
    ['src/cases/notify.ts', "import { Queue } from 'bullmq';"],
    ['src/search/postgres/engine.ts', "import { Client } from '@elastic/elasticsearch';"],
    ['src/cases/schemas.ts', "import { z } from '@hono/zod-openapi';"],
    ['src/cases/index.ts', "export { Hono } from 'hono';"],
    ['src/sources/render.ts', "export const f = () => import('playwright-core');"],
    ['src/cases/session.ts', "import { betterAuth } from 'better-auth';"],
    ['src/notices/send.ts', "import { Agent } from 'undici';"],
    ['src/cases/pool.ts', "import type { Pool } from 'pg';"],
  ])('%s with %s: seen', (path, text) => {
    expect(seen(enginesInTheirRooms, path, text)).toBe(1);
  });

  test.each([
    ['src/db/pool.ts', "import { Pool } from 'pg';"],
    ['src/cases/store.ts', "import { eq } from 'drizzle-orm';"],
    ['src/cases/tables.ts', "import { pgTable } from 'drizzle-orm/pg-core';"],
    ['src/base/context.ts', "import type { NodePgDatabase } from 'drizzle-orm/node-postgres';"],
    ['workers/cases.ts', "import { Worker } from 'bullmq';"],
    ['src/api/app.ts', "import { Hono } from 'hono';"],
    ['src/fetch/browser.ts', "import { chromium } from 'playwright-core';"],
    ['test/cases/page.test.ts', "import { chromium } from 'playwright-core';"],
  ])('%s with %s: in order', (path, text) => {
    expect(seen(enginesInTheirRooms, path, text)).toBe(0);
  });
});

test('a call past the guard of src/fetch is seen', () => {
  expect(seen(outThroughFetch, 'src/notices/send.ts', 'await fetch(url);')).toBe(1);
  expect(seen(outThroughFetch, 'src/notices/send.ts', 'await globalThis.fetch(url);')).toBe(1);
  expect(seen(outThroughFetch, 'src/documents/collect.ts', 'await deps.fetcher.fetch({ url });')).toBe(0);
  expect(seen(outThroughFetch, 'src/fetch/fetcher.ts', 'await fetch(url);')).toBe(0);
});

describe('the rules on environment and time', () => {
  test.each(['process.env.HOME', "process['env'].HOME", 'const { env } = process;', "import { env } from 'node:process';"])(
    '%s: seen',
    (text) => {
      expect(seen(environmentInConfig, 'src/cases/a.ts', text)).toBe(1);
      expect(seen(environmentInConfig, 'src/config/load.ts', text)).toBe(0);
    },
  );

  test.each(['Date.now()', 'new Date()', 'new Date', 'Date()', 'performance.now()', 'process.hrtime.bigint()', 'clock(Date.now)'])(
    '%s: seen',
    (text) => {
      expect(seen(timeFromTheClock, 'src/cases/a.ts', text)).toBe(1);
      expect(seen(timeFromTheClock, 'samples/world.ts', text)).toBe(1);
      expect(seen(timeFromTheClock, 'src/base/clock.ts', text)).toBe(0);
    },
  );

  test('a date made of something is no clock', () => {
    expect(seen(timeFromTheClock, 'src/cases/a.ts', "new Date('2026-01-01'); new Date(millis); // Date.now()")).toBe(0);
  });
});

describe('the rule on SQL', () => {
  test.each([
    'db.execute(sql`delete from cases`)',
    "sql.raw('x')",
    "db.query('select id from cases')",
    'db.query(`UPDATE cases SET state = ${state}`)',
    "const text = 'insert into cases values (1)';",
    "const text = 'with open as (select 1) select 2';",
  ])('%s: seen', (text) => {
    expect(seen(sqlInStores, 'src/cases/transition.ts', text)).toBeGreaterThan(0);
    expect(seen(sqlInStores, 'src/cases/store.ts', text)).toBe(0);
  });

  test.each([
    "'Select a brand from the list'",
    "'update the set of rules'",
    "'Insert into the envelope'",
    "'select'",
    '`with ${name} as guest`',
  ])('%s is prose', (text) => {
    expect(seen(sqlInStores, 'src/cases/texts.ts', text)).toBe(0);
  });

  test('tables.ts may state a condition, not a statement', () => {
    expect(seen(sqlInStores, 'src/cases/tables.ts', "index('open').where(sql`state = 'open'`)")).toBe(0);
    expect(seen(sqlInStores, 'src/cases/tables.ts', 'db.execute(sql`select 1 from cases`)')).toBe(1);
  });
});
