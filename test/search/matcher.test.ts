import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidError } from '#src/base/errors.ts';
import { buildAutomaton } from '#src/search/automaton.ts';
import { compileRules, matches, parseQuery } from '#src/search/index.ts';
import { documentsOf, queryTexts } from './arbitraries.ts';

function rules(...queries: string[]) {
  return queries.map((query, index) => ({ id: `r${index}`, query: parseQuery(query) }));
}

describe('the matcher', () => {
  test('names the rules that find a document, in the order of the rules', () => {
    const matcher = compileRules(rules('投诉', '山西精品 NOT 投诉', 'NOT 投诉', 'brand:山西精品', 'after:2026-01-01', '山 NEAR/1 精'));
    const document = { title: '山西精品', text: '', brands: ['山西精品'], at: new Date('2025-01-01') };
    expect(matcher.match(document)).toEqual(['r1', 'r2', 'r3', 'r5']);
    expect(matcher.match({ text: '没有投诉', at: new Date('2026-01-01') })).toEqual(['r0', 'r4']);
  });

  test('forgets one document before the next', () => {
    const matcher = compileRules(rules('山 西', '南'));
    expect(matcher.match({ text: '山西' })).toEqual(['r0']);
    expect(matcher.match({ text: '山' })).toEqual([]);
    expect(matcher.match({ text: '南' })).toEqual(['r1']);
  });

  test('no rules find nothing', () => {
    expect(compileRules([]).match({ text: '山' })).toEqual([]);
  });

  test('refuses two rules with one id', () => {
    const twice = [...rules('山'), ...rules('西')];
    expect(() => compileRules(twice)).toThrow(InvalidError);
  });

  test('finds what evaluating each rule finds', () => {
    fc.assert(
      fc.property(documentsOf(1, 6), fc.array(queryTexts, { minLength: 1, maxLength: 12 }), (documents, queries) => {
        const list = rules(...queries);
        const matcher = compileRules(list);
        for (const document of documents) {
          expect(matcher.match(document)).toEqual(list.filter((rule) => matches(rule.query, document)).map((rule) => rule.id));
        }
      }),
      { numRuns: 200 },
    );
  });
});

test('the automaton finds every occurrence of phrases that begin, end or lie within each other', () => {
  const tokenLists = fc.array(fc.constantFrom('山', '西', '精'), { minLength: 1, maxLength: 5 });
  const phraseLists = fc.uniqueArray(tokenLists, { selector: (tokens) => tokens.join(' '), minLength: 1, maxLength: 20 });
  const texts = fc.array(fc.constantFrom('山', '西', '精', '品'), { maxLength: 40 });
  fc.assert(
    fc.property(phraseLists, texts, (phrases, tokens) => {
      const counted = phrases.map(() => 0);
      buildAutomaton(phrases).scan(tokens, (phrase) => {
        counted[phrase] = (counted[phrase] ?? 0) + 1;
      });
      const expected = phrases.map(
        (phrase) => [...tokens.keys()].filter((at) => phrase.every((token, i) => tokens[at + i] === token)).length,
      );
      expect(counted).toEqual(expected);
    }),
  );
});
