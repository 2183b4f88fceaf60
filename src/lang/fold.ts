import type { LangTables } from './tables.ts';

/**
 * A text in its comparison form: half width, lower case, simplified, without accents and invisible characters.
 * `starts[i]` and `ends[i]` are the UTF-16 positions in the original of the character that folded unit `i` came from.
 */
export interface Folded {
  readonly original: string;
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Folds that mean the same written claim; nothing here guesses. */
export function fold(original: string, tables: Pick<LangTables, 'simplified'>): Folded {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (let index = 0; index < original.length; ) {
    const code = original.codePointAt(index) ?? 0;
    const size = code > 0xffff ? 2 : 1;
    const piece = isPlainHan(code) ? String.fromCharCode(tables.simplified[code] ?? code) : foldOne(code, tables);
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(index);
      ends.push(index + size);
    }
    text += piece;
    index += size;
  }
  return { original, text, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

/** Just the comparison form, for names and list entries. */
export function foldText(text: string, tables: Pick<LangTables, 'simplified'>): string {
  return fold(text, tables).text;
}

/** The original span of folded units `from` (inclusive) to `to` (exclusive). An empty range gives an empty span. */
export function originalSpan(folded: Folded, from: number, to: number): [number, number] {
  const start = folded.starts[from] ?? folded.original.length;
  if (to <= from) return [start, start];
  return [start, folded.ends[to - 1] ?? start];
}

function isPlainHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

function foldOne(code: number, tables: Pick<LangTables, 'simplified'>): string {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 0x20) : String.fromCharCode(code);
  const character = String.fromCodePoint(code);
  if (isPictureHan(code)) return character;
  if (/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Mn}\p{Me}]/u.test(character)) return '';
  const plain = character.normalize('NFKC').toLowerCase();
  const bare = /\p{Script=Latin}/u.test(plain) ? plain.normalize('NFD').replace(/\p{Mn}/gu, '') : plain;
  let out = '';
  for (const unit of bare) out += unit.length === 1 ? String.fromCharCode(tables.simplified[unit.charCodeAt(0)] ?? 0) : unit;
  return out;
}

/** Emoji that hold a character in a circle or square (🉐 ㊣): decoration in a listing, although NFKC would read them as words. */
function isPictureHan(code: number): boolean {
  return (code >= 0x1f200 && code <= 0x1f265) || (code >= 0x3280 && code <= 0x32b0);
}
