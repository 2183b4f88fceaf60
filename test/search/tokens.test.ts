import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeTokens, encodeTokens, foldValue, tokenize } from '#src/search/tokens.ts';
import { anyText, passage } from './arbitraries.ts';

const cut = (text: string) => tokenize(text).texts;

describe('tokens', () => {
  test.each([
    ['every Han character is a token, extension planes included', '山西𠮷㐂〇々', ['山', '西', '𠮷', '㐂', '〇', '々']],
    ['a run of letters and digits is one token', 'ISO9001认证', ['iso9001', '认', '证']],
    ['a certificate number is several', 'YN-2025-0117', ['yn', '2025', '0117']],
    ['width does not count', 'ＹＮ－２０２５', ['yn', '2025']],
    ['traditional characters are simplified ones', '綠色雲南臺灣', ['绿', '色', '云', '南', '台', '湾']],
    ['compatibility characters are what they stand for', '㍿①㎏', ['株', '式', '会', '社', '1kg']],
    ['accents may be written apart', 'Café cafe\u0301', ['café', 'café']],
    ['half-width kana and its voicing mark are one letter', 'ｶﾞ', ['ガ']],
    ['Hangul may be written in parts', '\u1112\u1161\u11ab', ['한']],
    ['Greek has one sigma', 'ΟΔΟΣ οδος', ['οδοσ', 'οδοσ']],
    ['an emoji is a token', '好🔥🔥x', ['好', '🔥', '🔥', 'x']],
    ['a joined emoji is one token', '👨‍👩‍👧👍🏽🇨🇳🏴󠁧󠁢󠁥󠁮󠁧󠁿', ['👨‍👩‍👧', '👍🏽', '🇨🇳', '🏴󠁧󠁢󠁥󠁮󠁧󠁿']],
    ['the emoji form of a sign is the sign', '❤️❤', ['❤', '❤']],
    ['emoji that are letters in a frame are those letters', '🈚️㊗️', ['无', '祝']],
    ['keycaps are digits', '1️⃣2', ['1', '2']],
    ['all else only separates', '山®西™，精\u200b品★“”', ['山', '西', 'tm', '精', '品']],
    ['half a surrogate pair only separates', 'a\ud800b\udc00', ['a', 'b']],
  ])('%s', (_name, text, expected) => {
    expect(cut(text)).toEqual(expected);
  });

  test('positions point into the text as written', () => {
    const text = '《綠色ＹＮ》cafe\u0301👍🏽';
    const { texts, starts, ends } = tokenize(text);
    const written = texts.map((token, index) => [token, text.slice(starts[index], ends[index])]);
    expect(written).toEqual([
      ['绿', '綠'],
      ['色', '色'],
      ['yn', 'ＹＮ'],
      ['café', 'cafe\u0301'],
      ['👍🏽', '👍🏽'],
    ]);
  });

  test('cutting tokens again changes nothing, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = cut(text);
        expect(cut(tokens.join(' '))).toEqual(tokens);
        expect(decodeTokens(encodeTokens(tokens))).toEqual(tokens);
      }),
    );
  });

  test('every character of Unicode keeps its tokens when cut again', () => {
    const changed: string[] = [];
    for (let start = 0; start < 0x40000; start += 256) {
      const block = Array.from({ length: 256 }, (_, offset) => String.fromCodePoint(start + offset)).join(' ');
      const tokens = cut(block);
      if (cut(tokens.join(' ')).join() !== tokens.join()) changed.push(start.toString(16));
    }
    expect(changed).toEqual([]);
  });

  test('positions are in order and within the text', () => {
    fc.assert(
      fc.property(fc.oneof(passage(20), anyText), (text) => {
        const { texts, starts, ends } = tokenize(text);
        let before = 0;
        for (const [index] of texts.entries()) {
          const start = starts[index] ?? -1;
          expect(start).toBeGreaterThanOrEqual(before);
          expect(ends[index]).toBeGreaterThan(start);
          before = start;
        }
        expect(ends.at(-1) ?? 0).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test('tokens stand next to each other exactly where their encoding is a part', () => {
    fc.assert(
      fc.property(passage(12), passage(3), (text, phrase) => {
        const [all, wanted] = [cut(text), cut(phrase)];
        const together = all.some((_, at) => wanted.every((token, offset) => all[at + offset] === token)) || wanted.length === 0;
        expect(encodeTokens(all).includes(encodeTokens(wanted))).toBe(together);
      }),
    );
  });

  test('values are compared whole, without width, case, variants and outer spaces', () => {
    expect(foldValue(' Ｇreen 雲南 ')).toBe('green 云南');
    expect(foldValue('a\0\ud800')).toBe('a\ufffd\ufffd');
  });
});
