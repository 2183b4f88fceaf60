import { describe, expect, test } from 'vitest';
import { cycles, importsOf } from './graph.ts';
import { sketch } from './project.ts';
import { keeps, type Rule, violationsOf } from './rule.ts';
import { knownRooms, noOtherBarrels, onlyDownwards, productStandsAlone, throughTheFrontDoor } from './rules/layers.ts';

describe('the house', () => {
  keeps(knownRooms);
  keeps(onlyDownwards);
  keeps(throughTheFrontDoor);
  keeps(noOtherBarrels);
  keeps(productStandsAlone);
});

function seen(rule: Rule, files: Record<string, string>): string[] {
  return violationsOf(rule, sketch(files)).map((text) => text.split(' ')[0] ?? '');
}

describe('the rules on imports', () => {
  test('a room nobody planned is seen', () => {
    const files = {
      'src/utils/strings.ts': '',
      'src/utils/dates.ts': '',
      'src/cases/index.ts': '',
      'src/main.ts': '',
      'workers/cases.ts': '',
    };
    expect(seen(knownRooms, files)).toEqual(['src/utils/strings.ts']);
  });

  test.each([
    ['base uses config', 'src/base/a.ts', '#src/config/index.ts'],
    ['a lower feature uses a later one', 'src/alerts/a.ts', '#src/cases/index.ts'],
    ['an engine room uses a feature', 'src/search/a.ts', '../documents/index.ts'],
    ['a feature uses the API', 'src/cases/a.ts', '#src/api/app.ts'],
    ['the API uses a worker', 'src/api/a.ts', '#workers/cases.ts'],
    ['a feature uses the composition root', 'src/cases/a.ts', '#src/main.ts'],
    ['the API uses a part of the composition root', 'src/api/a.ts', '#src/metrics.ts'],
    ['the command line loads all engines at its start', 'src/cli/main.ts', '#src/main.ts'],
    ['a command uses a part of the composition root', 'src/cli/a.ts', '#src/metrics.ts'],
  ])('%s: seen', (_case, path, specifier) => {
    expect(seen(onlyDownwards, { [path]: `import { x } from '${specifier}';` })).toEqual([`${path}:1`]);
  });

  test('a type is an import like any other, and so are export from and import()', () => {
    const files = {
      'src/base/a.ts': "import type { X } from '#src/db/index.ts';",
      'src/base/b.ts': "\nexport { X } from '#src/db/index.ts';",
      'src/base/c.ts': "\n\nexport const load = () => import('#src/db/index.ts');",
      'src/base/d.ts': "export function f(x: import('#src/db/index.ts').X) { return x; }",
    };
    expect(seen(onlyDownwards, files)).toEqual(['src/base/a.ts:1', 'src/base/b.ts:2', 'src/base/c.ts:3', 'src/base/d.ts:1']);
  });

  test('downwards, leftwards and the late start of a command are in order', () => {
    const files = {
      'src/cases/a.ts': "import { x } from '#src/alerts/index.ts'; import { y } from '#src/db/index.ts'; import { z } from './b.ts';",
      'src/queue/a.ts': "import { x } from '#src/db/index.ts';",
      'src/cli/start.ts': "import { start } from '#src/main.ts';",
      'src/main.ts': "import { x } from '#src/api/app.ts'; import { y } from '#workers/cases.ts';",
    };
    expect(seen(onlyDownwards, files)).toEqual([]);
  });

  test('reaching past an index.ts is seen, also from api and workers', () => {
    const files = {
      'src/cases/a.ts': "import { x } from '#src/alerts/store.ts';",
      'workers/cases.ts': "import { x } from '#src/cases/transition.ts';",
      'src/api/cases.ts': "import { x } from '#src/cases/index.ts';",
      'src/cases/b.ts': "import { x } from './store.ts';",
    };
    expect(seen(throughTheFrontDoor, files)).toEqual(['src/cases/a.ts:1', 'workers/cases.ts:1']);
  });

  test('a command may enter at a pure decision, not at a file that brings an engine along', () => {
    const files = {
      'src/cli/judge.ts': "import { x } from '#src/infringement/judge.ts';",
      'src/cli/import.ts': "import { x } from '#src/registry/import.ts';",
      'src/infringement/judge.ts': "import { y } from './scope.ts'; import type { Db } from '#src/db/index.ts';",
      'src/infringement/scope.ts': '',
      'src/registry/import.ts': "import { y } from './store.ts';",
      'src/registry/store.ts': "import { z } from '#src/db/index.ts';",
    };
    expect(seen(throughTheFrontDoor, files)).toEqual(['src/cli/import.ts:1']);
  });

  test('a barrel beside index.ts is seen', () => {
    const files = {
      'src/cases/all.ts': "export { a } from './a.ts';\nexport * from './b.ts';",
      'src/cases/index.ts': "export { a } from './a.ts';",
    };
    expect(seen(noOtherBarrels, files)).toEqual(['src/cases/all.ts']);
  });

  test('the product leaning on samples or tests is seen', () => {
    const files = {
      'src/sources/a.ts': "import { x } from '#samples/world.ts';",
      'src/sources/b.ts': "import { x } from '../../test/support/site.ts';",
      'src/cli/sample.ts': "import { x } from '#samples/world.ts';",
      'src/sample.ts': "import { x } from '#samples/world.ts';",
    };
    expect(seen(productStandsAlone, files)).toEqual(['src/sources/a.ts:1', 'src/sources/b.ts:1']);
  });
});

describe('the import graph', () => {
  const [file] = sketch({
    'src/cases/a.ts':
      "import { type A } from './b.ts';\nimport type { B } from 'hono/jsx';\nimport '@hono/zod-openapi';\nimport fs from 'node:fs';",
  }).sources;

  test('knows packages, paths and what is gone at run time', () => {
    const imports = file === undefined ? [] : importsOf(file);
    expect(imports.map(({ target, kind, external }) => [target, kind, external])).toEqual([
      ['src/cases/b.ts', 'static', false],
      ['hono', 'type', true],
      ['@hono/zod-openapi', 'static', true],
      ['node:fs', 'static', true],
    ]);
  });

  test('finds a cycle over three files and one of a file with itself, and no cycle of types', () => {
    const project = sketch({
      'src/a/a.ts': "import { b } from './b.ts';",
      'src/a/b.ts': "import { c } from './c.ts';",
      'src/a/c.ts': "import { a } from './a.ts';",
      'src/a/self.ts': "import { x } from './self.ts';",
      'src/a/types.ts': "import type { A } from './user.ts';",
      'src/a/user.ts': "import { t } from './types.ts';",
    });
    expect(cycles(project)).toEqual([
      ['src/a/a.ts', 'src/a/b.ts', 'src/a/c.ts', 'src/a/a.ts'],
      ['src/a/self.ts', 'src/a/self.ts'],
    ]);
  });
});
