// `npm test`: every test project, then one plain line that scripts can read. Arguments go to vitest: `npm test -- test/cases`.
import { parseCLI, startVitest, type TestModule, type Vitest } from 'vitest/node';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** A file that does not load or a hook that fails has no failed test of its own, and counts as one failure. */
function ownFailures(module: TestModule): number {
  let failures = module.errors().length > 0 ? 1 : 0;
  for (const suite of module.children.allSuites()) if (suite.errors().length > 0) failures += 1;
  return failures;
}

function tally(vitest: Vitest): Tally {
  const counts: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const module of vitest.state.getTestModules()) {
    counts.failed += ownFailures(module);
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'pending') counts.failed += 1;
      else counts[state] += 1;
    }
  }
  counts.failed += vitest.state.getUnhandledErrors().length;
  return counts;
}

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const vitest = await startVitest(filter, { ...options, watch: false, run: true, allowOnly: false });
const counts = tally(vitest);
await vitest.close();
const nothingRan = counts.passed + counts.failed + counts.skipped === 0;
if (nothingRan) process.stderr.write(`No test matches ${JSON.stringify(filter)}.\n`);
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exit(counts.failed > 0 || nothingRan || (process.exitCode ?? 0) !== 0 ? 1 : 0);
