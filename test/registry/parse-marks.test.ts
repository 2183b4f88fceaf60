import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseMarks, patternFault } from '#src/registry/parse-marks.ts';

const own = readFileSync(new URL('../../rules/marks/marks.yaml', import.meta.url), 'utf8');

describe('marks file', () => {
  test('the marks of the product are read', () => {
    const marks = parseMarks(own);
    expect(marks.map(({ id }) => id)).toEqual([
      'yunnan-brand',
      'green-yunnan',
      'quality-yunnan',
      'charm-yunnan',
      'tianfu-quality',
      'shanxi-premium',
      'quality-qinghai',
      'green-food',
      'geographical-indication',
    ]);
    expect(new RegExp(`^(?:${marks.find(({ id }) => id === 'quality-qinghai')?.numberPattern})$`).test('QHPZ[2024]0840号')).toBe(true);
  });

  test.each([
    ['an unknown field', own.replace('  kind: gi', '  kind: gi\n  colour: red'), /colour/],
    ['an unknown kind', own.replace('  kind: gi', '  kind: stamp'), /kind/],
    ['the same id twice', own.replace('id: green-food', 'id: shanxi-premium'), /shanxi-premium twice/],
    ['no YAML', '- [', /not YAML/],
  ])('refuses %s', (_what, text, message) => {
    expect(() => parseMarks(text)).toThrow(message);
  });

  test.each(['(a+)+b', '([A-Z]{2,}\\d*){3}', '(?:\\d|\\d\\d){2,9}', 'A(', '(?=A)B', '(A)\\1', 'A*B*C*', 'x'.repeat(201)])(
    'refuses the pattern %s, which does not compile or may backtrack without bound',
    (pattern) => {
      expect(patternFault(pattern)).toBeTypeOf('string');
    },
  );

  test.each(['LSYN-\\d{4}-\\d{5}', 'QHPZ\\[\\d{4}\\]\\d{4}号', '[A-Z]+\\d+', '(?:A|B)\\d{6}'])('takes the pattern %s', (pattern) => {
    expect(patternFault(pattern)).toBeUndefined();
  });
});
