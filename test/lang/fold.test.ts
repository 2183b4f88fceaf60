import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldText, originalSpan } from '#src/lang/fold.ts';
import { loadLangTables } from '#src/lang/tables.ts';

const tables = loadLangTables();

describe('folding', () => {
  test.each([
    ['ＰＺＹＮ－２０２４', 'pzyn-2024'],
    ['綠色雲南認證', '绿色云南认证'],
    ['品\u200b质\u2060青\ufeff海', '品质青海'],
    ['Lǜsè Yúnnán', 'luse yunnan'],
    ['⼭西精品', '山西精品'],
    ['①②', '12'],
  ])('%s → %s', (written, folded) => {
    expect(foldText(written, tables)).toBe(folded);
  });

  test('emoji that hold a character are decoration, not words', () => {
    expect(foldText('已认🉐证', tables)).toBe('已认🉐证');
  });

  test('a span leads back to the characters it came from', () => {
    const folded = fold('已获品\u200b质\u200b青海認證', tables);
    const from = folded.text.indexOf('品质青海');
    expect(folded.original.slice(...originalSpan(folded, from, from + 4))).toBe('品\u200b质\u200b青海');
  });

  const pieces = fc.constantFrom('綠', '云', 'Ａ', 'b', '🍃', '\u200b', '㎏', 'ǜ', '。', ' ', '👨‍👩‍👧', '\ud800', '认', '①', 'İ', '\u0301');
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((parts) => parts.join('')),
  );

  test('every folded unit comes from a piece of the original, in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text, tables);
        expect(folded.starts).toHaveLength(folded.text.length);
        let last = 0;
        for (let index = 0; index < folded.text.length; index += 1) {
          const [start, end] = originalSpan(folded, index, index + 1);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(foldText(text.slice(start, end), tables)).toContain(folded.text.charAt(index));
          last = start;
        }
      }),
    );
  });

  test('folding what is folded changes nothing', () => {
    const stable = fc.array(fc.constantFrom('綠', '云', 'Ａ', 'b', '🍃', '\u200b', '㎏', 'é', '。', '①')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(stable, (text) => {
        expect(foldText(foldText(text, tables), tables)).toBe(foldText(text, tables));
      }),
    );
  });
});
