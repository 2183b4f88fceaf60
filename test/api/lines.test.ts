import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf } from '#src/api/lines.ts';

const LIMITS = { totalBytes: 10_000, lineBytes: 1_000 };

async function* parts(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function read(chunks: Uint8Array[], limits = LIMITS): Promise<string[]> {
  return Array.fromAsync(linesOf(parts(...chunks), limits));
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('lines of a stream', () => {
  test('are the same wherever the network cuts it', async () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll(/[\r\n\uFEFF]/g, '山'));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), fc.array(fc.nat(200), { maxLength: 6 }), async (lines, cuts) => {
        const whole = bytes(`${lines.join('\n')}\n`);
        const at = [...new Set(cuts.map((cut) => cut % whole.length))].sort((a, b) => a - b);
        const chunks = [0, ...at].map((start, index) => whole.subarray(start, at[index] ?? whole.length));
        expect(await read(chunks)).toEqual(lines);
      }),
    );
  });

  test('end at CRLF too, keep empty lines (they count), and need no end after the last', async () => {
    expect(await read([bytes('甲\r\n\r\n乙')])).toEqual(['甲', '', '乙']);
    expect(await read([bytes('')])).toEqual([]);
  });

  test('begin after a byte order mark', async () => {
    expect(await read([bytes('\uFEFF{"a":1}\n\uFEFFb\n')])).toEqual(['{"a":1}', '\uFEFFb']);
  });

  test('that are not UTF-8 are refused by number, not garbled', async () => {
    const gbk = Uint8Array.of(0xc9, 0xbd, 0xce, 0xf7, 0x0a);
    await expect(read([bytes('好\n'), gbk])).rejects.toThrow(/Line 2 is not UTF-8/);
  });

  test('have limits, for one and for all', async () => {
    await expect(read([bytes('x'.repeat(600)), bytes('x'.repeat(600))])).rejects.toThrow(/Line 1 is longer/);
    const many = Array.from({ length: 11 }, () => bytes(`${'x'.repeat(999)}\n`));
    await expect(read(many)).rejects.toThrow(/first 10 lines were taken/);
  });
});
