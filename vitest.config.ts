import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { testFiles } from './scripts/test-files.ts';

const files = testFiles();
const setup = './test/support/setup.ts';
const globalSetup = ['./test/support/global-postgres.ts'];

// An empty include list means "everything" to vitest, so that an empty group is left out.
const groups: TestProjectInlineConfiguration[] = [];
if (files.unit.length > 0) groups.push({ test: { name: 'unit', include: [...files.unit], setupFiles: [setup] } });
if (files.engines.length > 0) {
  groups.push({
    test: { name: 'engines', include: [...files.engines], setupFiles: [setup], globalSetup, testTimeout: 30_000, hookTimeout: 60_000 },
  });
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    slowTestThreshold: 2_000,
    projects: [
      ...groups,
      { test: { name: 'architecture', include: ['test/architecture/**/*.test.ts'], setupFiles: [setup], testTimeout: 60_000 } },
      {
        test: {
          name: 'acceptance',
          include: ['test/acceptance/**/*.test.ts'],
          setupFiles: [setup],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
