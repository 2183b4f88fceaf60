import { describe, expect, test } from 'vitest';
import { sketch } from './project.ts';
import { keeps, type Rule, violationsOf } from './rule.ts';
import { apiNouns, oneNoun, oneWorkerPerQueue, plugInsAreRegistered } from './rules/nouns.ts';

describe('one noun a feature', () => {
  keeps(oneNoun);
  keeps(apiNouns);
  keeps(oneWorkerPerQueue);
  keeps(plugInsAreRegistered);
});

function seen(rule: Rule, files: Record<string, string>): string[] {
  return violationsOf(rule, sketch(files)).map((text) => text.slice(0, text.indexOf('. ')));
}

describe('the rules on nouns', () => {
  test('a folder with a noun of its own is seen', () => {
    const files = {
      'rules/case/clue.yaml': '',
      'rules/README.md': '',
      'test/cases/open.test.ts': '',
      'test/incidents/open.test.ts': '',
      'dashboards/console/src/tickets/page.tsx': '',
      'dashboards/console/src/shared/panel.tsx': '',
    };
    expect(seen(oneNoun, files)).toEqual([
      'test/incidents is named after no room of src',
      'rules/case is named after no room of src',
      'dashboards/console/src/tickets is named after no room of src',
    ]);
  });

  test('an API file that serves no feature is seen', () => {
    const files = {
      'src/api/incidents.ts': '',
      'src/api/cases.ts': '',
      'src/api/cases-export.ts': '',
      'src/api/problem.ts': '',
      'src/api/middleware/x.ts': '',
    };
    expect(seen(apiNouns, files)).toEqual(['src/api/incidents.ts is named after no feature']);
  });

  test('a queue without worker and a worker without queue are seen', () => {
    const files = {
      'src/queue/jobs.ts': "export const queueNames = ['cases', 'notices'] as const;",
      'workers/cases.ts': '',
      'workers/mail.ts': '',
    };
    expect(seen(oneWorkerPerQueue, files)).toEqual([
      'src/queue/jobs.ts has the queue notices, but there is no workers/notices.ts',
      'workers/mail.ts works no queue',
    ]);
  });

  test('a worker that works the queue of another is seen', () => {
    const files = {
      'src/queue/jobs.ts': "export const queueNames = ['cases'];",
      'workers/cases.ts': "\nconst worker = { queue: 'notices' };",
    };
    expect(seen(oneWorkerPerQueue, files)).toEqual(['workers/cases.ts:2 works the queue notices']);
  });

  test('a queue named after no feature is seen, and so is a contract file that lists no queue', () => {
    expect(seen(oneWorkerPerQueue, { 'src/queue/jobs.ts': "export const queueNames = ['mail'];", 'workers/mail.ts': '' })).toEqual([
      'src/queue/jobs.ts has the queue mail, which is no feature',
    ]);
    expect(seen(oneWorkerPerQueue, { 'src/queue/jobs.ts': 'export const jobs = {};' })).toEqual([
      'src/queue/jobs.ts exports no list queueNames',
    ]);
  });

  test('a plug-in that nobody registered is seen', () => {
    const files = {
      'src/sources/registry.ts': "import { feed } from './feed/index.ts';",
      'src/sources/feed/index.ts': '',
      'src/sources/shop-html/index.ts': '',
    };
    expect(seen(plugInsAreRegistered, files)).toEqual(['src/sources/shop-html is not in src/sources/registry.ts']);
  });
});
