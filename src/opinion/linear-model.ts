import { readFileSync } from 'node:fs';
import { StartError } from '#src/base/errors.ts';
import { BUCKETS, type Grams } from './features.ts';

/** One binary head: int8 weights over hashed n-grams, and named weights for counted features. */
export interface LinearModel {
  readonly bias: number;
  /** Value of one int8 step. */
  readonly step: number;
  readonly grams: Int8Array;
  readonly counted: Readonly<Record<string, number>>;
}

/** Values of the named features of one text. */
export type Counted = Readonly<Record<string, number>>;

/** Log-odds of the positive class. n-gram evidence grows with the square root of the length, so that long texts are not always certain. */
export function logOdds(model: LinearModel, grams: Grams, counted: Counted): number {
  const { buckets, count } = grams;
  const weights = model.grams;
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += weights[buckets[i] ?? 0] ?? 0;
  let total = model.bias + (sum * model.step) / Math.sqrt(Math.max(1, count));
  for (const name in counted) total += (model.counted[name] ?? 0) * (counted[name] ?? 0);
  return total;
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

const MAGIC = 'hufu-linear-1';

/** The bytes of a model file: one line of JSON, then the int8 weights. */
export function encodeModel(model: LinearModel): Uint8Array {
  const head = `${JSON.stringify({ format: MAGIC, bias: model.bias, step: model.step, counted: model.counted })}\n`;
  return Buffer.concat([Buffer.from(head, 'utf8'), Buffer.from(model.grams.buffer, model.grams.byteOffset, model.grams.byteLength)]);
}

interface Head {
  readonly format?: unknown;
  readonly bias: number;
  readonly step: number;
  readonly counted: Record<string, number>;
}

/** @throws StartError when the file is not one of our models or is cut short */
export function loadModel(path: string): LinearModel {
  const bytes = readFileSync(path);
  const newline = bytes.indexOf(10);
  const head = parseHead(bytes.subarray(0, Math.max(0, newline)).toString('utf8'));
  const grams = new Int8Array(bytes.subarray(newline + 1));
  if (head === undefined || grams.length !== BUCKETS) {
    throw new StartError(`${path} is not a complete ${MAGIC} model; restore the file or train it again with "hufu train".`);
  }
  return { bias: head.bias, step: head.step, counted: head.counted, grams };
}

function parseHead(text: string): Head | undefined {
  try {
    const head = JSON.parse(text) as Head;
    return head.format === MAGIC ? head : undefined;
  } catch {
    return undefined;
  }
}
