import { BUCKETS, gramExtractor } from './features.ts';
import type { Counted, LinearModel } from './linear-model.ts';

/** One example: the folded text, its counted features, whether it is of the positive class, and how much it counts. */
export interface Example {
  readonly text: string;
  readonly counted: Counted;
  readonly positive: boolean;
  readonly weight: number;
}

export interface TrainingOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Shrinkage of n-gram weights and of counted weights at every update. */
  readonly gramPenalty: number;
  readonly countedPenalty: number;
}

interface Row {
  readonly buckets: Uint32Array;
  readonly scale: number;
  readonly counted: readonly (readonly [number, number])[];
  readonly target: number;
  readonly weight: number;
}

/** Weights with the sums of squared slopes that AdaGrad divides by. */
interface Weights {
  readonly values: Float64Array;
  readonly squares: Float64Array;
}

interface State {
  readonly grams: Weights;
  readonly named: Weights;
  bias: number;
  biasSquares: number;
}

/**
 * Logistic regression by AdaGrad over the examples in a fixed shuffled order: the same examples and options always give the same bytes.
 * Weights are quantised to int8 at the end.
 */
export function trainModel(examples: readonly Example[], options: TrainingOptions): LinearModel {
  const names = [...new Set(examples.flatMap((example) => Object.keys(example.counted)))].sort();
  const rows = rowsOf(examples, names);
  const state: State = { grams: zeroWeights(BUCKETS), named: zeroWeights(names.length), bias: 0, biasSquares: SMALL };
  const order = Uint32Array.from(rows.keys());
  const random = generator(20260825);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    for (const index of order) update(state, rows[index], options);
  }
  return quantise(state, names);
}

const SMALL = 1e-6;

function zeroWeights(length: number): Weights {
  return { values: new Float64Array(length), squares: new Float64Array(length).fill(SMALL) };
}

function rowsOf(examples: readonly Example[], names: readonly string[]): Row[] {
  const extract = gramExtractor();
  const numberOf = new Map(names.map((name, index) => [name, index]));
  return examples.map((example) => {
    const { buckets, count } = extract(example.text);
    return {
      buckets: buckets.slice(0, count),
      scale: 1 / Math.sqrt(Math.max(1, count)),
      counted: Object.entries(example.counted).map(([name, value]) => [numberOf.get(name) ?? 0, value] as const),
      target: example.positive ? 1 : 0,
      weight: example.weight,
    };
  });
}

function update(state: State, row: Row | undefined, options: TrainingOptions): void {
  if (row === undefined) return;
  const { grams, named } = state;
  let sum = 0;
  for (const bucket of row.buckets) sum += grams.values[bucket] ?? 0;
  let score = state.bias + sum * row.scale;
  for (const [name, value] of row.counted) score += (named.values[name] ?? 0) * value;
  const slope = (1 / (1 + Math.exp(-score)) - row.target) * row.weight;
  const gramSlope = slope * row.scale;
  const gramPenalty = options.gramPenalty * row.weight;
  for (const bucket of row.buckets) step(grams, bucket, gramSlope + gramPenalty * (grams.values[bucket] ?? 0), options.rate);
  const countedPenalty = options.countedPenalty * row.weight;
  for (const [name, value] of row.counted) step(named, name, slope * value + countedPenalty * (named.values[name] ?? 0), options.rate);
  state.biasSquares += slope * slope;
  state.bias -= (options.rate * slope) / Math.sqrt(state.biasSquares);
}

function step(weights: Weights, index: number, slope: number, rate: number): void {
  const square = (weights.squares[index] ?? 0) + slope * slope;
  weights.squares[index] = square;
  weights.values[index] = (weights.values[index] ?? 0) - (rate * slope) / Math.sqrt(square);
}

function quantise(state: State, names: readonly string[]): LinearModel {
  let largest = 1e-9;
  for (const weight of state.grams.values) largest = Math.max(largest, Math.abs(weight));
  const size = largest / 127;
  const grams = new Int8Array(BUCKETS);
  for (let i = 0; i < BUCKETS; i += 1) grams[i] = Math.round((state.grams.values[i] ?? 0) / size);
  const counted = Object.fromEntries(names.map((name, index) => [name, Number((state.named.values[index] ?? 0).toFixed(4))]));
  return { bias: Number(state.bias.toFixed(4)), step: Number(size.toPrecision(6)), grams, counted };
}

/** A small deterministic generator (mulberry32): shuffling needs no more. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
}
