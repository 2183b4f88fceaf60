import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EvidenceArticle, warningLevel } from '#src/opinion/level.ts';
import { loadWarningRules } from '#src/opinion/models.ts';
import { LEVELS, type WarningLevelId } from '#src/opinion/warning-rules.ts';

const rules = loadWarningRules();
const NOW = new Date('2026-09-10T12:00:00+08:00');
const rank = (level: WarningLevelId | null) => (level === null ? -1 : LEVELS.indexOf(level));

function post(author: string, change: Partial<EvidenceArticle> = {}): EvidenceArticle {
  return {
    publishedAt: '2026-09-10T08:00:00+08:00',
    author,
    source: '论坛',
    sourceGrade: 'user',
    sentiment: 'negative',
    topics: ['food-safety'],
    regions: ['530100'],
    ...change,
  };
}

const crowd = (count: number, change: Partial<EvidenceArticle> = {}) =>
  Array.from({ length: count }, (_, index) => post(`网友${index}`, change));
const outlets = (count: number, change: Partial<EvidenceArticle> = {}) =>
  Array.from({ length: count }, (_, index) => post(`记者${index}`, { source: `晚报${index}`, sourceGrade: 'local', ...change }));

describe('the warning level of an event', () => {
  test('one post is no warning, and says what is missing', () => {
    const warning = warningLevel({ articles: [post('甲')] }, rules, NOW);
    expect(warning.level).toBeNull();
    expect(warning.missing.length).toBeGreaterThan(0);
  });

  test('many people and several outlets on a food risk reach yellow, also on a fresh installation', () => {
    const warning = warningLevel({ articles: [...crowd(15), ...outlets(4)] }, rules, NOW);
    expect(rank(warning.level)).toBeGreaterThanOrEqual(rank('yellow'));
    expect(warning.parts.find((part) => part.name === '声量')?.why).toContain('尚无 28 天基线');
  });

  test('a flood by one author stays one voice', () => {
    const flood = Array.from({ length: 500 }, () => post('水军'));
    const once = warningLevel({ articles: [post('水军')] }, rules, NOW);
    expect(warningLevel({ articles: flood }, rules, NOW)).toEqual(once);
    expect(once.level).toBeNull();
  });

  test('a promotion with much talk and no complaint stays without a warning', () => {
    const praise = { sentiment: 'positive', topics: [] } as const;
    const articles = [...crowd(80, praise), ...outlets(10, { sentiment: 'neutral', topics: ['positive-award'] })];
    expect(warningLevel({ articles, baseline: { z: 12, days: 28 } }, rules, NOW).level).toBeNull();
  });

  test('with a baseline, yellow needs an unusual volume', () => {
    const articles = [...crowd(15), ...outlets(4)];
    const usual = warningLevel({ articles, baseline: { z: 1, days: 28 } }, rules, NOW);
    const unusual = warningLevel({ articles, baseline: { z: 6, days: 28 } }, rules, NOW);
    expect(rank(usual.level)).toBeLessThan(rank('yellow'));
    expect(rank(unusual.level)).toBeGreaterThanOrEqual(rank('yellow'));
  });

  test('a negative report of provincial media triggers yellow by itself', () => {
    const articles = [post('甲'), post('乙'), post('丙', { source: '省报', sourceGrade: 'provincial' })];
    const warning = warningLevel({ articles }, rules, NOW);
    expect(warning).toMatchObject({ level: 'yellow', hardTriggers: [{ id: 'provincial-media' }] });
  });

  test('what is too old or lies in the future does not count', () => {
    const old = crowd(40, { publishedAt: '2026-08-01T08:00:00+08:00' });
    const future = crowd(40, { publishedAt: '2027-01-01T08:00:00+08:00' });
    expect(warningLevel({ articles: [...old, ...future] }, rules, NOW)).toMatchObject({ level: null, score: 0 });
  });

  test('no evidence is no warning', () => {
    expect(warningLevel({ articles: [] }, rules, NOW)).toMatchObject({ level: null, score: 0, hardTriggers: [] });
  });

  test('the parts never exceed their maxima and add up to the score', () => {
    const articles = fc.array(
      fc.record({
        author: fc.constantFrom('甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'),
        sentiment: fc.constantFrom('positive' as const, 'negative' as const, 'neutral' as const),
        sourceGrade: fc.constantFrom('central' as const, 'local' as const, 'user' as const),
        topics: fc.constantFrom(['injury'], ['recall', 'counterfeit'], []),
        regions: fc.constantFrom(['530100'], ['510100'], []),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(articles, fc.double({ min: -5, max: 50, noNaN: true }), (picked, z) => {
        const warning = warningLevel({ articles: picked.map((one) => post(one.author, one)), baseline: { z, days: 28 } }, rules, NOW);
        for (const part of warning.parts) {
          expect(part.value).toBeGreaterThanOrEqual(0);
          expect(part.value).toBeLessThanOrEqual(part.max);
        }
        expect(warning.score).toBeCloseTo(
          warning.parts.reduce((sum, part) => sum + part.value, 0),
          1,
        );
      }),
    );
    expect(Object.values(rules.parts).reduce((sum, part) => sum + part.max, 0)).toBe(100);
  });
});
