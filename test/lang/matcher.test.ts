import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMatcher, type Hit } from '#src/lang/matcher.ts';

function bruteForce(patterns: readonly string[], text: string): Hit[] {
  const hits: Hit[] = [];
  for (const [pattern, word] of patterns.entries()) {
    if (word === '') continue;
    for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1))
      hits.push({ pattern, start, end: start + word.length });
  }
  return hits;
}

function sorted(hits: readonly Hit[]): string[] {
  return hits.map(({ pattern, start, end }) => `${start}-${end}:${pattern}`).sort();
}

describe('finding many words at once', () => {
  test('overlapping and nested names are all found', () => {
    const matcher = createMatcher(['绿色云南', '云南品牌', '云南', '']);
    expect(sorted(matcher.findAll('绿色云南品牌'))).toEqual(sorted(bruteForce(['绿色云南', '云南品牌', '云南'], '绿色云南品牌')));
  });

  test('finds exactly what a search word by word finds', () => {
    const letters = fc.array(fc.constantFrom('山', '西', '精', 'a', '\ud83c'), { maxLength: 4 }).map((parts) => parts.join(''));
    const texts = fc.array(fc.constantFrom('山', '西', '精', 'a', '\ud83c', 'b'), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 12 }), texts, (patterns, text) => {
        expect(sorted(createMatcher(patterns).findAll(text))).toEqual(sorted(bruteForce(patterns, text)));
      }),
      { numRuns: 500 },
    );
  });
});
