import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Matchable, matches, parseQuery, type Query } from '#src/search/index.ts';
import { tokenize } from '#src/search/tokens.ts';
import { documentsOf, queryTexts } from './arbitraries.ts';

const found = (query: string, document: Matchable) => matches(parseQuery(query), document);

function inText(query: string, text: string): boolean {
  return found(query, { title: '', text });
}

describe('words and phrases', () => {
  test.each([
    ['山西精品', '山西精品名单', true],
    ['西精', '山西精品名单', true],
    ['山品', '山西精品名单', false],
    ['ISO', '通过ISO9001认证', false],
    ['iso9001', '通过ＩＳＯ９００１认证', true],
    ['YN-2025-0117', '证书编号：yn 2025（0117）', true],
    ['YN-2025-0117', '证书编号：YN2025-0117', false],
    ['綠色雲南', '绿色云南', true],
    ['"精品 认证"', '山西精品®认证', true],
    ['🔥', '爆款🔥🔥', true],
    ['👍', '👍🏽', false],
  ])('%s in %s: %s', (query, text, expected) => {
    expect(inText(query, text)).toBe(expected);
  });

  test('match within the title or within the text, never across', () => {
    const document = { title: '山西', text: '精品名单' };
    expect(found('西精', document)).toBe(false);
    expect(found('山西 精品', document)).toBe(true);
    expect(found('山西 NEAR/9 精品', document)).toBe(false);
  });
});

describe('operators', () => {
  test.each([
    ['山 NOT 西', '山', true],
    ['山 NOT 西', '山西', false],
    ['NOT 山', '', true],
    ['山 OR NOT 西', '南', true],
    ['NOT (山 OR 西)', '西', false],
    ['山 西 OR 南', '南', true],
    ['山 (西 OR 南)', '南', false],
  ])('%s in %s: %s', (query, text, expected) => {
    expect(inText(query, text)).toBe(expected);
  });
});

describe('NEAR', () => {
  test.each([
    ['a NEAR/1 b', 'a x b', true],
    ['a NEAR/1 b', 'b x a', true],
    ['a NEAR/1 b', 'a x x b', false],
    ['a NEAR/1 b', 'a b', true],
    ['山西 NEAR/2 品质', '品质好的山西货', true],
    ['山西 NEAR/1 品质', '品质好的山西货', false],
    ['a NEAR/5 a', 'a', false],
    ['a NEAR/5 a', 'a a', true],
    ['精品 NEAR/5 品质', '精品质', false],
    ['a NEAR/1 b NEAR/1 c', 'a b x c', true],
    ['a NEAR/1 b NEAR/1 c', 'a b x x c', false],
    ['a NEAR/1 b NEAR/1 c', 'a b x x b c', false],
    ['a NEAR/1 b NEAR/1 c', 'c a b', true],
    ['a NEAR/1000 b', `a ${'x '.repeat(1000)}b`, true],
    ['a NEAR/1000 b', `a ${'x '.repeat(1001)}b`, false],
  ])('%s in %s: %s', (query, text, expected) => {
    expect(inText(query, text)).toBe(expected);
  });
});

describe('fields', () => {
  const document: Matchable = {
    ...{ brands: ['绿色云南', '云南品牌'], source: 'Yunnan Daily', kind: 'article', level: '红', region: '530102' },
    at: new Date('2026-01-31T15:59:59.999Z'),
  };
  test.each([
    ['brand:云南品牌', true],
    ['brand:云南', false],
    ['source:"yunnan daily"', true],
    ['source:yunnan', false],
    ['kind:article', true],
    ['kind:listing', false],
    ['level:red', true],
    ['level:红色', true],
    ['level:blue', false],
    ['region:530000', true],
    ['region:530100', true],
    ['region:530102', true],
    ['region:530103', false],
    ['region:140000', false],
    ['after:2026-01-31', true],
    ['after:2026-02-01', false],
    ['before:2026-01-31', false],
    ['before:2026-02-01', true],
  ])('%s: %s', (query, expected) => {
    expect(found(query, document)).toBe(expected);
  });

  test('what a document does not have is found by NOT only', () => {
    for (const query of ['brand:a', 'source:a', 'kind:a', 'level:red', 'region:530000', 'after:2000-01-01', 'before:2100-01-01', 'a']) {
      expect(found(query, {})).toBe(false);
      expect(found(`NOT ${query}`, {})).toBe(true);
    }
  });
});

/** All places where one of two phrases may stand, found without any of the shortcuts. */
function places(tokens: readonly string[], phrase: readonly string[]): number[] {
  return [...tokens.keys()].filter((at) => at + phrase.length <= tokens.length && phrase.every((token, i) => tokens[at + i] === token));
}

type Link = Extract<Query, { type: 'near' }>;

function chainFrom(tokens: readonly string[], near: Link, index: number, at: number): boolean {
  const [phrase, next] = near.phrases.slice(index);
  if (phrase === undefined || next === undefined) return true;
  return places(tokens, next.tokens).some((other) => {
    const between = other > at ? other - at - phrase.tokens.length : at - other - next.tokens.length;
    return between >= 0 && between <= (near.distances[index] ?? 0) && chainFrom(tokens, near, index + 1, other);
  });
}

/** Words and chains by looking at every place. */
function inTokens(query: Query, tokens: readonly string[]): boolean {
  if (query.type === 'phrase') return places(tokens, query.tokens).length > 0;
  if (query.type !== 'near') return false;
  return places(tokens, query.phrases[0]?.tokens ?? []).some((at) => chainFrom(tokens, query, 0, at));
}

function leaves(query: Query): Query[] {
  if (query.type === 'and' || query.type === 'or') return query.operands.flatMap(leaves);
  return query.type === 'not' ? leaves(query.operand) : [query];
}

test('words and chains are found exactly where looking at every place finds them', () => {
  fc.assert(
    fc.property(documentsOf(1, 3), queryTexts, (documents, text) => {
      const parts = leaves(parseQuery(text)).filter((part) => part.type === 'phrase' || part.type === 'near');
      for (const { title, text: body } of documents) {
        for (const part of parts) {
          const expected = [title, body].some((field) => inTokens(part, tokenize(field).texts.slice()));
          expect(matches(part, { title, text: body })).toBe(expected);
        }
      }
    }),
  );
});
