import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classifySentiment, classifyTopics } from '#src/opinion/analyse.ts';
import { createClusterer } from '#src/opinion/cluster.ts';
import { loadClusterBackground, loadClusterRules, loadOpinionModels } from '#src/opinion/models.ts';
import { opinionSet, sharedItems } from './shared-set.ts';

const folder = opinionSet ?? '';

function scoreOf(task: string, answers: readonly unknown[]): Record<string, Record<string, number>> {
  const work = mkdtempSync(join(tmpdir(), 'hufu-opinion-'));
  try {
    const file = join(work, 'answers.ndjson');
    writeFileSync(file, answers.map((answer) => JSON.stringify(answer)).join('\n'));
    const scorer = join(folder, 'score_opinion.mjs');
    return JSON.parse(
      execFileSync(process.execPath, [scorer, task, '--dir', folder, '--json', '--predictions', file], { encoding: 'utf8' }),
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Floors lie a little below what was measured, so that a change that costs quality is noticed. */
describe.skipIf(opinionSet === undefined)('on the labelled opinion set', () => {
  test('sentiment is told far better than by a word list', () => {
    const models = loadOpinionModels();
    const answers = sharedItems(folder).map((item) => {
      const { label, score } = classifySentiment(item, models);
      return { id: item.id, label, score };
    });
    const figures = scoreOf('sentiment', answers);
    expect(figures['twoClass']?.['macroF1']).toBeGreaterThan(0.84);
    expect(figures['threeClass']?.['macroF1']).toBeGreaterThan(0.71);
  });

  test('risk topics are found by their cues', () => {
    const rules = loadOpinionModels();
    const answers = sharedItems(folder).map((item) => ({ id: item.id, labels: classifyTopics(item, rules) }));
    const figures = scoreOf('topics', answers);
    expect(figures['micro']?.['f1']).toBeGreaterThan(0.73);
    expect(figures['macroF1']).toBeGreaterThan(0.75);
  });

  test('articles are put into the right events, and copies are traced to their root', () => {
    const clusterer = createClusterer(loadClusterRules(), loadClusterBackground());
    const answers = sharedItems(folder).map((item) => {
      const { event, duplicateOf } = clusterer.add(item);
      return { id: item.id, event, duplicateOf };
    });
    const figures = scoreOf('cluster', answers);
    expect(figures['bcubedEventItems']?.['f1']).toBeGreaterThan(0.85);
    expect(figures['duplicateOf']?.['f1']).toBeGreaterThan(0.94);
  });

  test('bursts are found with at most one false alarm a month and brand', { timeout: 60_000 }, () => {
    const command = join(import.meta.dirname, 'burst-command.ts');
    const args = [join(folder, 'score_opinion.mjs'), 'burst', '--dir', folder, '--json', '--', process.execPath, command, '{}'];
    const figures = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
    expect(figures.recallAtFalseAlarmsPerBrandWeek['<=0.25'].recall).toBeGreaterThan(0.92);
  });
});
