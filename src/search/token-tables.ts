import { Converter } from 'opencc-js/t2cn';

/** What a UTF-16 unit is to the tokeniser. */
export const kindOf = { separator: 0, han: 1, word: 2, emoji: 3, slow: 4, extend: 5 } as const;

/** For each UTF-16 unit its kind and, for Han and word units, what it folds to. Surrogates and units that fold to several are `slow`. */
export interface TokenTables {
  readonly kinds: Uint8Array;
  readonly folded: readonly string[];
  /** Characters outside the table, one code point at a time. */
  simplify(character: string): string;
}

const HAN = /^\p{Script=Han}$/u;
const WORD = /^[\p{L}\p{N}]$/u;
const PICTURE = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier})$/u;
/** Combining marks, and what NFKC joins to the character before it: Hangul vowels and finals, half-width kana voicing marks. */
const EXTEND = /^[\p{M}\u1160-\u11ff\uff9e\uff9f]$/u;
/** Legal signs that have an emoji form: they stand beside names and only separate. */
const SIGNS = '©®';

export function isHan(character: string): boolean {
  return HAN.test(character);
}

/** A letter or digit of any script but Han. */
export function isWordCharacter(character: string): boolean {
  return WORD.test(character);
}

/** An emoji, alone or as the beginning of a sequence; not what NFKC turns into letters (🈚 is 無). */
export function isEmoji(character: string): boolean {
  return PICTURE.test(character) && /\p{Emoji}/u.test(character) && !SIGNS.includes(character) && character.normalize('NFKC') === character;
}

export function extendsBefore(character: string): boolean {
  return EXTEND.test(character);
}

/** Traditional → simplified for every single Han character, run until nothing changes any more. */
function simplifications(): Map<string, string> {
  const characters: string[] = [];
  for (let code = 0x3400; code < 0x32000; code += 1) {
    if (code === 0xa000) code = 0x20000;
    characters.push(String.fromCodePoint(code));
  }
  const convert = Converter({ from: 't', to: 'cn' });
  // A line break between them keeps the converter from seeing phrases.
  const converted = convert(characters.join('\n')).split('\n');
  const map = new Map<string, string>();
  for (const [index, from] of characters.entries()) {
    const to = converted[index];
    if (to !== undefined && to !== from && HAN.test(to)) map.set(from, to);
  }
  for (const [from, to] of map) {
    const further = map.get(to);
    if (further !== undefined && further !== from) map.set(from, further);
  }
  return map;
}

/** NFKC, lower case with one sigma, and simplified, of one base character with its marks. */
export function foldWith(simplify: (character: string) => string, segment: string): string {
  let folded = '';
  for (const character of segment.normalize('NFKC').toLowerCase().normalize('NFKC')) {
    folded += character === 'ς' ? 'σ' : simplify(character);
  }
  return folded;
}

function build(): TokenTables {
  const map = simplifications();
  const simplify = (character: string) => map.get(character) ?? character;
  const kinds = new Uint8Array(0x10000);
  const folded: string[] = [];
  for (let unit = 0; unit < 0x10000; unit += 1) {
    const character = String.fromCharCode(unit);
    const plainHan = unit >= 0x4e00 && unit <= 0x9fff;
    const result = plainHan ? simplify(character) : foldWith(simplify, character);
    kinds[unit] = plainHan && result.length === 1 ? kindOf.han : kindOfUnit(unit, character, result);
    folded.push(kinds[unit] === kindOf.han || kinds[unit] === kindOf.word ? result : '');
  }
  return { kinds, folded, simplify };
}

function kindOfUnit(unit: number, character: string, result: string): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return kindOf.slow;
  if (EXTEND.test(character)) return kindOf.extend;
  if (isEmoji(character)) return kindOf.emoji;
  if (result.length !== 1) return kindOf.slow;
  if (HAN.test(result)) return kindOf.han;
  return WORD.test(result) ? kindOf.word : kindOf.separator;
}

let tables: TokenTables | undefined;

/** Built on first use, once a process. */
export function tokenTables(): TokenTables {
  tables ??= build();
  return tables;
}
