import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { gramExtractor } from '#src/opinion/features.ts';
import { encodeModel, loadModel, logOdds } from '#src/opinion/linear-model.ts';
import { trainModel } from '#src/opinion/train-model.ts';
import { parseOwnRows } from '#src/opinion/training.ts';

const OPTIONS = { epochs: 10, rate: 0.2, gramPenalty: 1e-5, countedPenalty: 1e-3 };
const GOOD = ['茶很香', '服务周到', '回甘持久', '包装结实', '味道纯正', '物流很快'];
const BAD = ['茶发霉了', '态度恶劣', '苦涩难喝', '包装破损', '味道发酸', '物流太慢'];
const examples = [...GOOD.map((text) => ({ text, positive: true })), ...BAD.map((text) => ({ text, positive: false }))].map((example) => ({
  ...example,
  counted: {},
  weight: 1,
}));

const work = mkdtempSync(join(tmpdir(), 'hufu-model-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('training', () => {
  test('learns what it is shown, and the same examples give the same bytes', () => {
    const model = trainModel(examples, OPTIONS);
    const grams = gramExtractor();
    for (const text of GOOD) expect(logOdds(model, grams(text), {})).toBeGreaterThan(0);
    for (const text of BAD) expect(logOdds(model, grams(text), {})).toBeLessThan(0);
    expect(encodeModel(trainModel(examples, OPTIONS))).toEqual(encodeModel(model));
  });

  test('a model file is at most a quarter of a mebibyte and a head, and gives the same answers', () => {
    const model = trainModel(examples, OPTIONS);
    const bytes = encodeModel(model);
    expect(bytes.length).toBeLessThan(257 * 1024);
    const path = join(work, 'model.bin');
    writeFileSync(path, bytes);
    const grams = gramExtractor();
    expect(logOdds(loadModel(path), grams('茶很香'), {})).toBe(logOdds(model, grams('茶很香'), {}));
  });

  test('a file that was cut short is refused with what to do', () => {
    const path = join(work, 'cut.bin');
    writeFileSync(path, encodeModel(trainModel(examples, OPTIONS)).slice(0, 1000));
    expect(() => loadModel(path)).toThrow(/train it again/);
  });

  test('a row with an unknown label is named', () => {
    expect(() => parseOwnRows('sentiment\ttopics\ttitle\ttext\ngood\t\t\t好\n')).toThrow(/row 1/);
  });
});
