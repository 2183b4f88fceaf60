import { describe, expect, test } from 'vitest';
import { sketch } from './project.ts';
import { keeps, violationsOf } from './rule.ts';
import { citations, citedPathsExist, decisionsAreChecked, rulesSayWhereTheyComeFrom } from './rules/documents.ts';

describe('documents', () => {
  keeps(citedPathsExist);
  keeps(decisionsAreChecked);
  keeps(rulesSayWhereTheyComeFrom);
});

function missing(text: string): string[] {
  const files = { 'README.md': text, 'src/cases/index.ts': '', 'docs/adr/0001-a.md': '', 'rules/cases/clue.yaml': '' };
  return violationsOf(citedPathsExist, sketch(files)).map((line) => line.split(',')[0] ?? '');
}

describe('the rule on cited paths', () => {
  test('a path that is gone is seen with its line', () => {
    expect(missing('# Hufu\n\nRead `src/gone/index.ts` and [this](docs/gone.md#part).')).toEqual([
      'README.md:3 cites src/gone/index.ts',
      'README.md:3 cites docs/gone.md',
    ]);
  });

  test('files, folders, patterns and lines of a file are found', () => {
    expect(
      missing(
        '`src/cases/index.ts` `src/cases/` `src/<feature>/index.ts` `rules/*/clue.yaml` `docs/adr/NNNN-*.md` `src/cases/index.ts:12`',
      ),
    ).toEqual([]);
    expect(missing('`src/*/gone.ts`')).toEqual(['README.md:1 cites src/*/gone.ts']);
  });

  test('a name without a folder is a kind of file', () => {
    expect(missing('`index.ts` `clue.yaml` `gone.ts`')).toEqual(['README.md:1 cites gone.ts']);
  });

  test('commands, addresses, settings and code blocks are no paths', () => {
    expect(
      citations('README.md', '`npm start` `HUFU_DATA` `/api/cases` `a/b` [site](https://x.y/z) [part](#part)\n```\n`src/gone.ts`\n```'),
    ).toEqual([]);
  });

  test('links are relative to their document', () => {
    expect(citations('docs/adr/0002-b.md', '[first](0001-a.md) [readme](../../README.md)').map(({ path }) => path)).toEqual([
      'docs/adr/0001-a.md',
      'README.md',
    ]);
  });
});

test('a decision record without confirmation is seen', () => {
  const text = '# 2\n\n## Context\n\n## Decision\n\n## Consequences\n';
  expect(violationsOf(decisionsAreChecked, sketch({ 'docs/adr/0002-b.md': text }))).toEqual([
    expect.stringContaining('has no section Confirmation'),
  ]);
});

test('a file of rules without version or source is seen', () => {
  const files = {
    'rules/cases/clue.yaml': '# Clues\nversion: 1\nsource: office\n',
    'rules/cases/bare.yaml': 'states: {}\n',
    'rules/marks/marks.yaml': '# version: 1\n# source: office\n- id: a\n',
    'rules/lang/pinyin.json': '{"version":1,"syllables":{}}',
    'rules/opinion/models/sentiment.json': '{}',
  };
  expect(violationsOf(rulesSayWhereTheyComeFrom, sketch(files)).map((text) => text.split('. ')[0])).toEqual([
    'rules/cases/bare.yaml says no version',
    'rules/cases/bare.yaml says no source',
    'rules/lang/pinyin.json says no source',
  ]);
});
