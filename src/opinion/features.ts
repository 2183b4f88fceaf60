/** Buckets of the hashed n-gram space: 2^18, so that an int8 head is 256 KiB. */
export const BUCKETS = 1 << 18;
const MASK = BUCKETS - 1;

/** Buckets of the distinct character 1-, 2- and 3-grams of a text. The array is reused: read it before the next call. */
export interface Grams {
  readonly buckets: Uint32Array;
  readonly count: number;
}

const LONGEST = 4096;
const DIGIT_ZERO = 48;

/** Numbers say little about sentiment and would only be learnt by heart, so every digit counts as one digit. */
function unit(code: number): number {
  return code >= 48 && code <= 57 ? DIGIT_ZERO : code;
}

function mix(value: number): number {
  const a = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  const b = Math.imul(a ^ (a >>> 15), 0x846ca68b);
  return (b ^ (b >>> 16)) & MASK;
}

/** Returns an extractor with its own work memory; one extractor serves any number of texts, one after the other. */
export function gramExtractor(): (folded: string) => Grams {
  const buckets = new Uint32Array(LONGEST * 3);
  const seen = new Uint32Array(BUCKETS);
  let round = 0;
  return (folded) => {
    round += 1;
    let count = 0;
    const add = (key: number): void => {
      const bucket = mix(key);
      if (seen[bucket] === round) return;
      seen[bucket] = round;
      buckets[count] = bucket;
      count += 1;
    };
    const length = Math.min(folded.length, LONGEST);
    let before = 2;
    let last = 3;
    for (let i = 0; i < length; i += 1) {
      const code = unit(folded.charCodeAt(i));
      add(code);
      add(Math.imul(last, 0x10001) + Math.imul(code, 0x9e3779b1) + 1);
      add(Math.imul(before, 0x85ebca6b) + Math.imul(last, 0xc2b2ae35) + Math.imul(code, 0x27d4eb2f) + 2);
      before = last;
      last = code;
    }
    return { buckets, count };
  };
}
