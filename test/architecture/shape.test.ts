import { describe, expect, test } from 'vitest';
import { readProject, sketch } from './project.ts';
import { keeps, type Rule, violationsOf } from './rule.ts';
import {
  catchHandles,
  fileLength,
  functionLength,
  functionsOf,
  importsDoNothing,
  kebabCase,
  namedExports,
  noCycles,
  noSilencedCompiler,
  overBudget,
  staticLogMessages,
} from './rules/shape.ts';

describe('shape', () => {
  keeps(fileLength);
  keeps(functionLength);
  keeps(noCycles);
  keeps(kebabCase);
  keeps(namedExports);
  keeps(noSilencedCompiler);
  keeps(catchHandles);
  keeps(importsDoNothing);
  keeps(staticLogMessages);

  test('few files and functions are over the budget', () => {
    const project = readProject();
    const over = overBudget(project);
    for (const line of over) process.stdout.write(`over budget: ${line}\n`);
    const functions = project.sources.filter(({ path }) => !path.startsWith('test/')).flatMap(functionsOf);
    const long = functions.filter(({ lines }) => lines > 50).length;
    expect(long / functions.length, 'share of functions over 50 lines').toBeLessThanOrEqual(0.05);
  });
});

function seen(rule: Rule, path: string, text: string): number {
  return violationsOf(rule, sketch({ [path]: text })).length;
}

const lines = (count: number, line: string) => `${line}\n`.repeat(count);

describe('the rules on shape', () => {
  test('a file of 401 lines is too long, one of 400 is not, and pure data may be', () => {
    expect(seen(fileLength, 'src/cases/a.ts', `const f = () => 1;\n${lines(400, '// x')}`)).toBe(1);
    expect(seen(fileLength, 'src/cases/a.ts', `const f = () => 1;\n${lines(399, '// x')}`)).toBe(0);
    expect(seen(fileLength, 'src/cases/a.ts', `export const list = [\n${lines(500, '1,')}];`)).toBe(0);
  });

  test('a function of 81 lines is too long, one of 80 is not', () => {
    expect(seen(functionLength, 'src/cases/a.ts', `function f() {\n${lines(79, 'g();')}}`)).toBe(1);
    expect(seen(functionLength, 'src/cases/a.ts', `const f = () => {\n${lines(78, 'g();')}};`)).toBe(0);
    expect(seen(functionLength, 'src/cases/a.ts', `class A { m() {\n${lines(79, 'g();')}} }`)).toBe(1);
  });

  test('over the budget is listed with its place', () => {
    const project = sketch({ 'src/cases/a.ts': `\nfunction judge() {\n${lines(40, 'g();')}}` });
    expect(overBudget(project)).toEqual(['src/cases/a.ts:2 judge: 42 lines']);
  });

  test('a cycle is seen with its walk', () => {
    const project = sketch({ 'src/cases/a.ts': "import './b.ts';", 'src/cases/b.ts': "import './a.ts';" });
    expect(violationsOf(noCycles, project)).toEqual([expect.stringContaining('src/cases/a.ts → src/cases/b.ts → src/cases/a.ts')]);
  });

  test.each([
    'src/cases/openCase.ts',
    'src/cases/OpenCase.ts',
    'src/Cases/open.ts',
    'src/cases/open_case.ts',
    'dashboards/console/src/CaseList.tsx',
  ])('%s is not kebab-case', (path) => {
    expect(seen(kebabCase, path, '')).toBe(1);
  });

  test.each(['src/cases/open-case.ts', 'vitest.config.ts', 'test/db/pool.redis.test.ts', 'src/regions/gb2260.ts'])('%s is', (path) => {
    expect(seen(kebabCase, path, '')).toBe(0);
  });

  test('a default export is seen, except in the settings of a tool', () => {
    expect(seen(namedExports, 'src/cases/a.ts', 'export default 1;')).toBe(1);
    expect(seen(namedExports, 'vitest.config.ts', 'export default 1;')).toBe(0);
  });

  test('a silenced compiler is seen, talk about it is not', () => {
    expect(seen(noSilencedCompiler, 'src/cases/a.ts', '// @ts-ignore\nf();')).toBe(1);
    expect(seen(noSilencedCompiler, 'src/cases/a.ts', '/* @ts-expect-error: no types */ f();')).toBe(1);
    expect(seen(noSilencedCompiler, 'test/cases/a.test.ts', '// @ts-expect-error: wrong on purpose\nf();')).toBe(0);
    expect(seen(noSilencedCompiler, 'src/cases/a.ts', "const text = '// @ts-ignore';")).toBe(0);
  });

  test('an empty .catch() is seen', () => {
    expect(seen(catchHandles, 'src/cases/a.ts', 'run().catch();')).toBe(1);
    expect(seen(catchHandles, 'src/cases/a.ts', 'run().catch(report);')).toBe(0);
  });

  test.each(['start();', 'await load();', "log.info('x');", 'for (const a of list) add(a);', 'if (x) y();'])(
    '%s at the top of a file is seen',
    (text) => {
      expect(seen(importsDoNothing, 'src/cases/a.ts', text)).toBe(1);
      expect(seen(importsDoNothing, 'src/cli/main.ts', text)).toBe(0);
    },
  );

  test('declarations do nothing', () => {
    expect(
      seen(importsDoNothing, 'src/cases/a.ts', "'use strict';\nexport const schema = z.object({});\nexport function f() { start(); }"),
    ).toBe(0);
  });

  test('a fact in the text of a log message is seen', () => {
    expect(seen(staticLogMessages, 'src/cases/a.ts', 'ctx.log.info(`case ${id} opened`);')).toBe(1);
    expect(seen(staticLogMessages, 'src/cases/a.ts', "log.warn({ id }, 'case ' + id);")).toBe(1);
    expect(seen(staticLogMessages, 'src/cases/a.ts', "log.warn({ id, text: `n${id}` }, 'case opened');")).toBe(0);
  });
});
