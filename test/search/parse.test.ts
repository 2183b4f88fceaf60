import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidError } from '#src/base/errors.ts';
import { format, parseQuery, QuerySyntaxError } from '#src/search/index.ts';
import { anyText, queryTexts, shapeOf } from './arbitraries.ts';

function errorOf(query: string): QuerySyntaxError {
  try {
    parseQuery(query);
  } catch (error) {
    if (error instanceof QuerySyntaxError) return error;
    throw error;
  }
  throw new Error(`${query} was accepted`);
}

const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
const many = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');

describe('the grammar', () => {
  test.each([
    ['words side by side are all wanted', 'a b AND c', 'a b c'],
    ['AND binds tighter than OR', 'a b OR c AND d', 'a b OR c d'],
    ['parentheses group', 'a (b OR c)', 'a (b OR c)'],
    ['needless parentheses say nothing', '((a) (b c)) OR (d OR e)', 'a b c OR d OR e'],
    ['NOT excludes what follows it', 'NOT a b', 'NOT a b'],
    ['NOT stands inside OR', 'a OR NOT b', 'a OR NOT b'],
    ['NOT NOT says nothing', 'NOT NOT (NOT a)', 'NOT a'],
    ['NOT takes a whole chain', 'NOT a NEAR/3 b', 'NOT a NEAR/3 b'],
    ['operators are capitals only', 'a and or not', 'a and or not'],
    ['operators in quotes are words', '"AND" OR "NEAR/5"', 'and OR "near 5"'],
    ['full width is the same grammar', '（ａ　ＯＲ　ｂ）“山西 精品” ｂｒａｎｄ：＂绿色 云南＂', '(a OR b) 山西精品 brand:"绿色 云南"'],
    ['NEAR chains', 'a NEAR/5 "b c" NEAR/1000 d', 'a NEAR/5 "b c" NEAR/1000 d'],
    ['a word may be several tokens', 'YN-2025-0117', '"yn 2025 0117"'],
    ['signs alone only separate', 'a — b & c', 'a b c'],
    ['a time of day is a word', '10:30', '"10 30"'],
    ['values may hold anything between quotes', 'source:"(a) OR b" x', 'source:"(a) or b" x'],
    ['levels have two languages', 'level:红 OR level:blue', 'level:red OR level:blue'],
    ['days and regions', 'region:530100 after:2026-02-28 before:2024-03-01', 'region:530100 after:2026-02-28 before:2024-03-01'],
  ])('%s', (_name, text, expected) => {
    expect(format(parseQuery(text))).toBe(expected);
  });

  test('a region names the codes that lie in it', () => {
    const prefixes = ['530000', '530100', '530102', '469001'].map((code) => parseQuery(`region:${code}`));
    expect(prefixes).toMatchObject([{ prefix: '53' }, { prefix: '5301' }, { prefix: '530102' }, { prefix: '469001' }]);
  });

  test('days begin in Shanghai, in summer time too', () => {
    expect(parseQuery('after:2026-01-31')).toMatchObject({ at: new Date('2026-01-30T16:00:00Z') });
    expect(parseQuery('after:1988-07-01')).toMatchObject({ at: new Date('1988-06-30T15:00:00Z') });
  });

  test('parts know where they stand', () => {
    expect(parseQuery('a (b OR "c d")')).toMatchObject({
      operands: [{ start: 0, end: 1 }, { operands: [{ start: 3 }, { start: 8, end: 13 }] }],
    });
  });

  test('a query written out and read again is the same query', () => {
    fc.assert(
      fc.property(queryTexts, (text) => {
        const query = parseQuery(text);
        expect(shapeOf(parseQuery(format(query)))).toEqual(shapeOf(query));
      }),
    );
  });

  test('any text is a query or an error with a position within it', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '"',
      '“',
      '”',
      ' ',
      'AND',
      'OR',
      'NOT',
      'NEAR/3',
      'NEAR',
      'a',
      '山',
      'brand:',
      'level:',
      ':',
      '：',
      '-',
      '2026',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => pieces.join(' ')),
          fc.array(piece).map((pieces) => pieces.join('')),
          anyText,
        ),
        (text) => {
          try {
            const query = parseQuery(text);
            expect(shapeOf(parseQuery(format(query)))).toEqual(shapeOf(query));
          } catch (error) {
            expect(error).toBeInstanceOf(QuerySyntaxError);
            expect((error as QuerySyntaxError).offset).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('errors', () => {
  test.each([
    ['nothing', '', 0, 'empty'],
    ['only signs', ' ，！ ', 0, 'empty'],
    ['an empty group', 'a ( )', 2, 'nothing between these parentheses'],
    ['an open parenthesis', 'a (b', 2, 'never closed'],
    ['a closing parenthesis too many', 'a) b', 1, 'closes nothing'],
    ['an open quotation mark', '山 "西', 2, 'never closed'],
    ['empty quotation marks', 'a "，"', 2, 'no letter'],
    ['an operator at the end', 'a AND', 5, 'AND is followed by nothing'],
    ['an operator at the start', 'OR a', 0, 'nothing in front of OR'],
    ['two operators', 'a OR OR b', 5, 'OR is followed by nothing'],
    ['NOT without anything', 'a NOT', 5, 'NOT is followed by nothing'],
    ['NEAR without a distance', 'a NEAR b', 2, 'distance from 1 to 1000'],
    ['NEAR/0', 'a NEAR/0 b', 2, 'distance from 1 to 1000'],
    ['NEAR/1001', 'a NEAR/1001 b', 2, 'distance from 1 to 1000'],
    ['NEAR at the end', 'a NEAR/3', 8, 'NEAR is followed by nothing'],
    ['a group beside NEAR', 'a NEAR/3 (b)', 9, 'cannot stand beside NEAR'],
    ['a group in front of NEAR', 'x (a) NEAR/3 b', 2, 'cannot stand beside NEAR'],
    ['a field beside NEAR', 'brand:a NEAR/3 b', 0, 'cannot stand beside NEAR'],
    ['NOT beside NEAR', 'a NEAR/3 NOT b', 9, 'cannot stand beside NEAR'],
    ['an unknown field', '𠮷 brnad:x', 3, 'no field brnad'],
    ['an unknown field in Chinese', '来源：新华社', 0, 'no field 来源'],
    ['an address', 'https://example.com', 0, 'double quotes'],
    ['a field without a value', 'brand: x', 6, 'has no value'],
    ['a field with an empty value', 'brand:""', 6, 'has no value'],
    ['an unknown level', 'level:紫', 6, '紫 is not a level'],
    ['a code of no province', 'region:990000', 7, 'not the code of a region'],
    ['a county without a prefecture', 'region:530001', 7, 'not the code of a region'],
    ['a short code', 'region:53', 7, 'not the code of a region'],
    ['an impossible day', 'after:2026-02-29', 6, 'not a day'],
    ['the year 0', 'after:0000-01-01', 6, 'not a day'],
    ['a day in another form', 'before:2026-1-5', 7, 'YYYY-MM-DD'],
    ['51 parentheses', nested(51), 50, 'more than 50 deep'],
    ['200 parentheses', nested(200), 50, 'more than 50 deep'],
    ['1,001 terms', many(1001), many(1000).length + 1, 'at most 1000'],
    ['10,000 terms', many(10_000), many(1000).length + 1, 'at most 1000'],
  ])('%s', (_name, query, offset, text) => {
    const error = errorOf(query);
    expect(error.offset).toBe(offset);
    expect(error.message).toContain(text);
    expect(error.message).toContain(`position ${offset} `);
  });

  test('are refusals of the input', () => {
    expect(errorOf('(')).toBeInstanceOf(InvalidError);
    expect(errorOf('(')).toMatchObject({ status: 400, code: 'query-syntax', details: { offset: 0 } });
  });

  test('the limits themselves are allowed', () => {
    expect(format(parseQuery(nested(50)))).toBe('a');
    expect(parseQuery(many(1000))).toMatchObject({ type: 'and' });
    expect(format(parseQuery(`${'NOT '.repeat(5001)}a`))).toBe('NOT a');
  });
});
