import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Test files by what they need. Paths are relative to the project folder. */
export interface TestFiles {
  /** Need nothing but this process. */
  readonly unit: readonly string[];
  /** Need the PostgreSQL server that `test/support/global-postgres.ts` starts. */
  readonly engines: readonly string[];
}

const ENGINE = 'test/support/postgres.ts';
const OWN_PROJECT = ['test/acceptance/**', 'test/architecture/**'];

function importsWithinTest(path: string, text: string): string[] {
  const targets: string[] = [];
  for (const [, specifier = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'((?:#test|\.{1,2})\/[^']+\.ts)'/g)) {
    targets.push(normalize(specifier.startsWith('#') ? specifier.slice(1) : join(dirname(path), specifier)));
  }
  return targets;
}

/** The files that reach the database helper, over any number of other helpers. */
function dependents(imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set([ENGINE]);
  for (let before = 0; before !== reached.size; ) {
    before = reached.size;
    for (const [path, targets] of imports) if (targets.some((target) => reached.has(target))) reached.add(path);
  }
  return reached;
}

/** Sorts the test files, so that the ones that need no engine do not wait for one. */
export function testFiles(root: string = fileURLToPath(new URL('..', import.meta.url))): TestFiles {
  const imports = new Map<string, string[]>();
  for (const path of globSync('test/**/*.ts', { cwd: root, exclude: OWN_PROJECT })) {
    imports.set(path, importsWithinTest(path, readFileSync(join(root, path), 'utf8')));
  }
  const needEngine = dependents(imports);
  const tests = [...imports.keys()].filter((path) => path.endsWith('.test.ts')).sort();
  return { unit: tests.filter((path) => !needEngine.has(path)), engines: tests.filter((path) => needEngine.has(path)) };
}
