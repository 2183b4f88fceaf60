import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, originalSpan } from '#src/lang/fold.ts';
import { loadLangTables } from '#src/lang/tables.ts';
import { createNumberFinder } from '#src/marks/numbers.ts';
import { parseMarks } from '#src/registry/index.ts';

const tables = loadLangTables();
const finder = createNumberFinder(
  parseMarks(readFileSync(new URL('../../rules/marks/marks.yaml', import.meta.url), 'utf8')),
  tables.spelling.latinLookAlikes,
);

function found(text: string) {
  const folded = fold(text, tables);
  return finder.find(folded).map((number) => ({
    key: number.key,
    wellFormed: number.wellFormed,
    text: text.slice(...originalSpan(folded, number.from, number.to)),
  }));
}

describe('certificate numbers in text', () => {
  test.each([
    ['TFPZ - N - 2025 - 0544', 'TFPZN20250544'],
    ['ＰＺＹＮ－２０２４－００２８５', 'PZYN202400285'],
    ['QHPZ〔2024〕0766号', 'QHPZ20240766'],
    ['qhpz20240766', 'QHPZ20240766'],
    ['SXJP-24-A005103', 'SXJP24A005103'],
    ['LSYN—2025—01691', 'LSYN202501691'],
    ['РZYN-2024-00285', 'PZYN202400285'],
  ])('%s is a way of writing %s', (written, key) => {
    expect(found(`证书编号：${written}，欢迎查询`)).toEqual([{ key, wellFormed: true, text: written }]);
  });

  test.each(['SXJP24A00432', 'LSYN-2024-002481', 'SXJP-2025-18号', 'PZYN-2024-0O285', 'MLYN-2025-0433'])(
    '%s has the letters of a scheme but not its shape',
    (written) => {
      expect(found(`编号${written}。`)).toMatchObject([{ wellFormed: false, text: written }]);
    },
  );

  test.each(['LSYN 2024年春茶', '山西精品 SXJP', 'SC12345678901234', '电话13800138000'])('%s shows no number', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('the size of the goods behind a number is not part of it', () => {
    expect(found('SXJP24A005103 500g*2')).toMatchObject([{ key: 'SXJP24A005103', wellFormed: true }]);
  });

  test('width, case, hyphens and spaces never change which number is read', () => {
    const styles = fc.record({ joint: fc.constantFrom('-', '－', '—', ' - ', '', ' ', '·'), wide: fc.boolean(), lower: fc.boolean() });
    fc.assert(
      fc.property(
        styles,
        fc.integer({ min: 2000, max: 2099 }),
        fc.integer({ min: 0, max: 99_999 }),
        ({ joint, wide, lower }, year, serial) => {
          const digits = String(serial).padStart(5, '0');
          const plain = `LSYN${joint}${year}${joint}${digits}`;
          const cased = lower ? plain.toLowerCase() : plain;
          const written = wide ? cased.replace(/[0-9A-Za-z]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0)) : cased;
          expect(found(written)).toMatchObject([{ key: `LSYN${year}${digits}`, wellFormed: true }]);
        },
      ),
    );
  });
});
