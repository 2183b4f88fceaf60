import type { ESTree } from 'vite';
import { cycles } from '../graph.ts';
import { roomOf } from '../house.ts';
import { lineAt, type Project, type SourceFile, visit } from '../project.ts';
import { at, type Rule, type Violation } from '../rule.ts';

const FILE_LINES = { budget: 250, limit: 400 };
const FUNCTION_LINES = { budget: 40, limit: 80 };

export interface Sized {
  readonly path: string;
  readonly name: string;
  readonly line: number;
  readonly lines: number;
}

function functionName(node: ESTree.Function | ESTree.ArrowFunctionExpression): string {
  return 'id' in node && node.id !== null ? node.id.name : 'a function';
}

/** Every function of a file with its length in lines, signature and braces included. */
export function functionsOf(file: SourceFile): Sized[] {
  const found: Sized[] = [];
  const add = (node: ESTree.Function | ESTree.ArrowFunctionExpression) => {
    const line = lineAt(file, node.start);
    found.push({ path: file.path, name: functionName(node), line, lines: lineAt(file, node.end) - line + 1 });
  };
  visit(file, { FunctionDeclaration: add, FunctionExpression: add, ArrowFunctionExpression: add });
  return found;
}

function lineCount({ text }: SourceFile): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** Code that people read and change: not tests, whose `describe` blocks are long by nature. */
function code(project: Project): SourceFile[] {
  return project.sources.filter(({ path }) => !path.startsWith('test/'));
}

/** Files over `limit` lines; pure data (no function in it) may be long. */
export function longFiles(project: Project, limit: number): Sized[] {
  return code(project)
    .map((file) => ({ file, lines: lineCount(file) }))
    .filter(({ file, lines }) => lines > limit && functionsOf(file).length > 0)
    .map(({ file, lines }) => ({ path: file.path, name: file.path, line: 1, lines }));
}

export function longFunctions(project: Project, limit: number): Sized[] {
  return code(project)
    .flatMap(functionsOf)
    .filter(({ lines }) => lines > limit);
}

/** What is within the limits but over the budget, for the eye of the reviewer. */
export function overBudget(project: Project): string[] {
  const files = longFiles(project, FILE_LINES.budget).map(({ path, lines }) => `${path}: ${lines} lines`);
  const functions = longFunctions(project, FUNCTION_LINES.budget).map(
    ({ path, line, name, lines }) => `${path}:${line} ${name}: ${lines} lines`,
  );
  return [...files, ...functions];
}

export const fileLength: Rule = {
  name: `a file has at most ${FILE_LINES.limit} lines`,
  remedy: 'It probably holds two nouns: give each its file',
  find: (project) => longFiles(project, FILE_LINES.limit).map(({ path, lines }) => ({ path, what: `has ${lines} lines` })),
};

export const functionLength: Rule = {
  name: `a function has at most ${FUNCTION_LINES.limit} lines`,
  remedy: 'Name its steps as functions of their own',
  find: (project) =>
    longFunctions(project, FUNCTION_LINES.limit).map(({ path, line, name, lines }) => ({ path, line, what: `${name} has ${lines} lines` })),
};

export const noCycles: Rule = {
  name: 'no two files need each other at run time',
  remedy: 'Move what both need into a third file, or pass it as an argument',
  find: (project) => cycles(project).map((walk) => ({ path: walk[0] ?? '', what: `is in a cycle: ${walk.join(' → ')}` })),
};

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export const kebabCase: Rule = {
  name: 'files and folders of sources are named in kebab-case',
  remedy: 'Rename it, words in lower case joined by hyphens',
  find: (project) =>
    project.sources
      .filter(({ path }) => path.split('/').some((part) => !part.split('.').every((word) => KEBAB.test(word))))
      .map(({ path }) => ({ path, what: 'is not kebab-case' })),
};

export const namedExports: Rule = {
  name: 'exports have names',
  remedy: 'Export it by its name',
  find: (project) =>
    project.sources
      .filter(({ path }) => !path.endsWith('.config.ts'))
      .flatMap((file) => {
        const found: Violation[] = [];
        visit(file, { ExportDefaultDeclaration: (node) => found.push(at(file, node.start, 'has a default export')) });
        return found;
      }),
};

export const noSilencedCompiler: Rule = {
  name: 'the compiler is not silenced',
  remedy: 'Mend the type, or put the cast into a named helper that says why it holds; tests may use @ts-expect-error',
  find: (project) =>
    project.sources.flatMap((file) => {
      const banned = file.path.startsWith('test/') ? /^\s*@ts-(?:ignore|nocheck)/ : /^\s*@ts-(?:ignore|nocheck|expect-error)/;
      return file.comments
        .filter(({ value }) => banned.test(value))
        .map(({ value, start }) => at(file, start, `says ${value.trim().split(/\s/)[0]}`));
    }),
};

export const catchHandles: Rule = {
  name: '.catch() has a handler',
  remedy: 'Without a handler it catches nothing: pass a function that logs or decides',
  find: (project) =>
    project.sources.flatMap((file) => {
      const found: Violation[] = [];
      visit(file, {
        CallExpression: (node) => {
          const { callee } = node;
          if (callee.type !== 'MemberExpression' || callee.computed || callee.property.name !== 'catch') return;
          if (node.arguments.length === 0) found.push(at(file, callee.property.start, 'calls .catch() without a handler'));
        },
      });
      return found;
    }),
};

/** Files that are started, not imported. */
const ENTRIES = /^src\/cli\/main\.ts$|\/(?:[a-z-]+-)?entry\.ts$/;
const SIDE_EFFECTS: readonly ESTree.Node['type'][] = [
  'ExpressionStatement',
  'ForStatement',
  'ForOfStatement',
  'WhileStatement',
  'IfStatement',
  'TryStatement',
];

/** `if (import.meta.main)` runs only where the file itself is started. */
function isStartOnly(node: ESTree.Node): boolean {
  if (node.type !== 'IfStatement' || node.test.type !== 'MemberExpression' || node.test.computed) return false;
  return node.test.object.type === 'MetaProperty' && node.test.property.name === 'main';
}

export const importsDoNothing: Rule = {
  name: 'importing a file does nothing',
  remedy: 'Move it into a function that the composition root or the command calls',
  find: (project) =>
    project.sources
      .filter(({ path }) => (roomOf(path) !== undefined || path.startsWith('samples/')) && !ENTRIES.test(path))
      .flatMap((file) =>
        file.program.body
          .filter((node) => SIDE_EFFECTS.includes(node.type) && !isStartOnly(node) && !('directive' in node && node.directive !== null))
          .map((node) => at(file, node.start, 'does something when it is imported')),
      ),
};

const LOG_METHODS = new Set(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);

export const staticLogMessages: Rule = {
  name: 'log messages are static',
  remedy: "Put what varies into fields: log.warn({ sourceId, status }, 'source layout changed')",
  find: (project) =>
    project.sources
      .filter(({ path }) => roomOf(path) !== undefined)
      .flatMap((file) => {
        const found: Violation[] = [];
        visit(file, {
          CallExpression: ({ callee, arguments: args, start }) => {
            if (callee.type !== 'MemberExpression' || callee.computed || !LOG_METHODS.has(callee.property.name)) return;
            const logger = callee.object.type === 'MemberExpression' && !callee.object.computed ? callee.object.property : callee.object;
            if (logger.type !== 'Identifier' || !/^log(?:ger)?$/.test(logger.name)) return;
            const varies = args.some(
              (arg) => (arg.type === 'TemplateLiteral' && arg.expressions.length > 0) || arg.type === 'BinaryExpression',
            );
            if (varies) found.push(at(file, start, 'puts facts into the text of a log message'));
          },
        });
        return found;
      }),
};
