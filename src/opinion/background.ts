import { readFileSync } from 'node:fs';
import { StartError } from '#src/base/errors.ts';
import type { FindNames } from './entities.ts';

/** Buckets of the table of how common each pair of characters is. */
export const PAIR_BUCKETS = 1 << 16;

/** How many texts of a large mixed collection have each pair of characters. */
export interface PairTable {
  readonly texts: number;
  /** Texts by bucket of the pair. */
  readonly counts: Float32Array;
}

/** What a clusterer knows before the first article: how common pairs of characters are, and the names of places. */
export interface Background extends PairTable {
  readonly findPlaces: FindNames;
}

/** Bucket of two neighbouring characters. */
export function pairBucket(first: number, second: number): number {
  const a = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x7feb352d);
  return ((a ^ (a >>> 15)) >>> 0) & (PAIR_BUCKETS - 1);
}

const JOINED = /[\p{Script=Han}\p{L}\p{N}]/u;

/** The distinct pairs of neighbouring letters, digits and Han characters of a folded text, as buckets in order of first occurrence. */
export function pairsOf(folded: string): number[] {
  const seen = new Set<number>();
  let last = 0;
  for (let i = 0; i < folded.length; i += 1) {
    const code = folded.charCodeAt(i);
    const joined = code > 0x2e7f ? code < 0xa000 : JOINED.test(folded.charAt(i));
    if (joined && last !== 0) seen.add(pairBucket(last, code));
    last = joined ? code : 0;
  }
  return [...seen];
}

/** Steps of the stored logarithm: a count is stored as round(log2(1 + count) * 12) in one byte. */
const STEPS = 12;

/** Bytes of a background file: number of texts, then one logarithm a bucket. */
export function encodePairs(background: PairTable): Uint8Array {
  const head = Buffer.from(`${JSON.stringify({ format: MAGIC, texts: background.texts })}\n`, 'utf8');
  const body = Uint8Array.from(background.counts, (count) => Math.min(255, Math.round(Math.log2(1 + count) * STEPS)));
  return Buffer.concat([head, body]);
}

const MAGIC = 'hufu-pairs-1';

/** Counts texts by pair. `weight` lets a small collection of the right kind speak as loud as a large one. */
export function countPairs(texts: Iterable<{ readonly folded: string; readonly weight: number }>): PairTable {
  const counts = new Float32Array(PAIR_BUCKETS);
  let total = 0;
  for (const { folded, weight } of texts) {
    total += weight;
    for (const pair of pairsOf(folded)) counts[pair] = (counts[pair] ?? 0) + weight;
  }
  return { texts: Math.round(total), counts };
}

/** @throws StartError when the file is not a complete background table */
export function loadPairs(path: string): PairTable {
  const bytes = readFileSync(path);
  const newline = bytes.indexOf(10);
  const match = /"format":"hufu-pairs-1","texts":(\d+)/.exec(bytes.subarray(0, Math.max(0, newline)).toString('utf8'));
  const body = bytes.subarray(newline + 1);
  if (match === null || body.length !== PAIR_BUCKETS) {
    throw new StartError(`${path} is not a complete ${MAGIC} table; restore the file or make it again with "hufu train".`);
  }
  return { texts: Number(match[1]), counts: Float32Array.from(body, (step) => 2 ** (step / STEPS) - 1) };
}
