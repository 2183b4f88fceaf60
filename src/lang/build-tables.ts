import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

/**
 * Writes the generated tables of `rules/lang`: run by a person after an upgrade of opencc-js or pinyin-pro,
 * `node src/lang/build-tables.ts <chaizi.ndjson>`; the results are committed.
 */
const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
const target = (name: string): string => fileURLToPath(new URL(`../../rules/lang/${name}`, import.meta.url));

function* hanCharacters(): Generator<string> {
  for (let code = FIRST_HAN; code <= LAST_HAN; code += 1) yield String.fromCharCode(code);
}

/** Pairs traditional + simplified in one string, two UTF-16 units a pair. */
function buildSimplified(): object {
  const simplify = Converter({ from: 't', to: 'cn' });
  let pairs = '';
  for (const han of hanCharacters()) {
    const simple = simplify(han);
    if (simple !== han && simple.length === 1) pairs += han + simple;
  }
  return { version: 1, source: 'opencc-js 1.4.2 (MIT; OpenCC data Apache-2.0), t → cn, single characters', pairs };
}

/** Syllable without tone → the characters whose first reading it is (`syllables`) or another reading (`others`). ü is written v. */
function buildPinyin(): object {
  const first = new Map<string, string>();
  const others = new Map<string, string>();
  for (const han of hanCharacters()) {
    const readings = new Set(pinyin(han, { toneType: 'none', type: 'array', multiple: true, v: true, nonZh: 'removed' }));
    for (const [index, reading] of [...readings].entries()) {
      const map = index === 0 ? first : others;
      if (/^[a-z]+$/.test(reading)) map.set(reading, (map.get(reading) ?? '') + han);
    }
  }
  const source = 'pinyin-pro 3.29.4 (MIT), tones removed';
  return { version: 1, source, syllables: sorted(first), others: sorted(others) };
}

function sorted(map: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface ChaiziRow {
  readonly text: string;
}

/** Character → its ways of being written apart, each at least two parts. */
function buildSplits(path: string): object {
  const splits: Record<string, string[]> = {};
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const { text } = JSON.parse(line) as ChaiziRow;
    const [han, ...ways] = text.split(' | ').map((part) => part.trim());
    if (han === undefined || han.length !== 1) continue;
    const joined = ways.map((way) => way.replaceAll(' ', '')).filter((way) => [...way].length >= 2 && [...way].length <= 4);
    if (joined.length > 0) splits[han] = joined;
  }
  const source =
    'kfcd/chaizi @ e177ab54ce4edf255315a60593ffecbd8167e96b, chaizi-jt.txt, CC BY 3.0 (https://creativecommons.org/licenses/by/3.0/), reformatted';
  return { version: 1, source, splits };
}

function main(): void {
  const write = (name: string, table: object): void => writeFileSync(target(name), `${JSON.stringify(table)}\n`);
  write('simplified.json', buildSimplified());
  write('pinyin.json', buildPinyin());
  const chaizi = process.argv[2];
  if (chaizi !== undefined) write('splits.json', buildSplits(chaizi));
}

if (import.meta.main) main();
