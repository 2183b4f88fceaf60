import { describe, expect, test } from 'vitest';
import { fold, foldText, originalSpan } from '#src/lang/fold.ts';
import { createSpellingMatcher } from '#src/lang/spelling.ts';
import { loadLangTables } from '#src/lang/tables.ts';

const tables = loadLangTables();
const names = ['绿色云南', '品质云南', '魅力云南', '天府品质', '山西精品', '品质青海'];
const matcher = createSpellingMatcher(names, tables);

function found(text: string) {
  const folded = fold(text, tables);
  return matcher
    .findAll(folded.text)
    .map((hit) => ({ name: names[hit.name], text: text.slice(...originalSpan(folded, hit.from, hit.to)), rules: hit.rules }));
}

describe('evasive spellings', () => {
  test.each([
    ['★山★西★精★品★', '山西精品', 'insert'],
    ['天/府/品/质', '天府品质', 'insert'],
    ['品x质x云x南', '品质云南', 'insert'],
    ['绿🍃色🍃云🍃南', '绿色云南', 'insert'],
    ['🟢色云南', '绿色云南', 'picture'],
    ['⛰️西精品', '山西精品', 'picture'],
    ['山西米青品', '山西精品', 'split'],
    ['纟录色云南', '绿色云南', 'split'],
    ['品质青氵每', '品质青海', 'split'],
    ['pinzhi yunnan', '品质云南', 'pinyin'],
    ['ＭＥＩＬＩ云南', '魅力云南', 'pinyin'],
    ['lǜsè yúnnán', '绿色云南', 'pinyin'],
    ['天斧品质', '天府品质', 'homophone'],
    ['品质清海', '品质青海', 'look-alike'],
    ['屾西精品', '山西精品', 'look-alike'],
    ['山西今品', '山西精品', 'near-homophone'],
    ['山西精晶', '山西精品', 'resemblance'],
  ])('%s is %s (%s)', (written, name, rule) => {
    expect(found(written)).toContainEqual({ name, text: expect.any(String), rules: expect.arrayContaining([rule]) });
  });

  test.each(['綠色雲南', '品\u200b质\u200b云\u200b南', '绿色云南'])('%s needs no evasion rule: it is the same text folded', (written) => {
    expect(found(written)).toMatchObject([{ rules: [] }]);
  });

  test.each(['四川天府新区，品质生活', '我在山西，精品很多', 'shopinzhi yunnan', 'pinzhi yunnande', '绿水青山'])(
    '%s is none of the names',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  test('a single space inside may be two words that follow each other, and says so', () => {
    expect(matcher.findAll(foldText('山西 精品酒店', tables))).toMatchObject([{ loose: true }]);
  });
});
