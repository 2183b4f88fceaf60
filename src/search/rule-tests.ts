import type { Near, Phrase, Query } from './query.ts';

/** A query whose phrases are numbers, so that evaluating it reads no text. */
export type Test =
  | { readonly type: 'phrase'; readonly phrase: number }
  | { readonly type: 'near'; readonly phrases: readonly number[]; readonly query: Near }
  | { readonly type: 'not'; readonly operand: Test }
  | { readonly type: 'and' | 'or'; readonly operands: readonly Test[] }
  | { readonly type: 'value'; readonly query: Query };

/** What a document must have for a rule to be worth evaluating: one of these phrases (numbers) or values (`field:value`). */
type Anchors = readonly (number | string)[];

export interface Compiler {
  readonly numbers: Map<string, number>;
  readonly phrases: Phrase[];
  /** How many tests name a phrase. */
  readonly uses: number[];
}

function numberOf(compiler: Compiler, phrase: Phrase): number {
  let number = compiler.numbers.get(phrase.encoded);
  if (number === undefined) {
    number = compiler.phrases.length;
    compiler.numbers.set(phrase.encoded, number);
    compiler.phrases.push(phrase);
    compiler.uses.push(0);
  }
  compiler.uses[number] = (compiler.uses[number] ?? 0) + 1;
  return number;
}

export function compileTest(compiler: Compiler, query: Query): Test {
  switch (query.type) {
    case 'phrase':
      return { type: 'phrase', phrase: numberOf(compiler, query) };
    case 'near':
      return { type: 'near', phrases: query.phrases.map((phrase) => numberOf(compiler, phrase)), query };
    case 'not':
      return { type: 'not', operand: compileTest(compiler, query.operand) };
    case 'and':
    case 'or':
      return { type: query.type, operands: query.operands.map((operand) => compileTest(compiler, operand)) };
    default:
      return { type: 'value', query };
  }
}

/** How often an anchor will lead to an evaluation, compared with others: short phrases are frequent, and so are values. */
function weightOf(compiler: Compiler, anchor: number | string): number {
  if (typeof anchor === 'string') return 1000;
  const length = compiler.phrases[anchor]?.tokens.length ?? 1;
  return (length >= 4 ? 1 : 10 ** (4 - length)) * (compiler.uses[anchor] ?? 1);
}

function cheapest(compiler: Compiler, choices: readonly Anchors[]): Anchors | undefined {
  let best: Anchors | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const choice of choices) {
    let weight = 0;
    for (const anchor of choice) weight += weightOf(compiler, anchor);
    if (weight < least) {
      least = weight;
      best = choice;
    }
  }
  return best;
}

function valueAnchors(query: Query): Anchors | undefined {
  if (query.type === 'field') return [`${query.field}:${query.value}`];
  return query.type === 'region' ? [`region:${query.prefix}`] : undefined;
}

/** Undefined where the rule may find documents that have nothing in particular (exclusions, days). */
function anchorsOf(compiler: Compiler, test: Test): Anchors | undefined {
  switch (test.type) {
    case 'phrase':
      return [test.phrase];
    case 'near':
      return cheapest(
        compiler,
        test.phrases.map((phrase) => [phrase]),
      );
    case 'value':
      return valueAnchors(test.query);
    case 'not':
      return undefined;
    case 'and':
      return cheapest(
        compiler,
        test.operands.map((operand) => anchorsOf(compiler, operand)).filter((anchors) => anchors !== undefined),
      );
    case 'or': {
      const each = test.operands.map((operand) => anchorsOf(compiler, operand));
      return each.includes(undefined) ? undefined : each.flatMap((anchors) => anchors ?? []);
    }
  }
}

/** Which rules to evaluate, by what a document has. */
export interface AnchorIndex {
  readonly byPhrase: ReadonlyMap<number, readonly number[]>;
  readonly byValue: ReadonlyMap<string, readonly number[]>;
  readonly always: readonly number[];
}

export function indexAnchors(compiler: Compiler, tests: readonly Test[]): AnchorIndex {
  const byPhrase = new Map<number, number[]>();
  const byValue = new Map<string, number[]>();
  const always: number[] = [];
  const add = <K>(map: Map<K, number[]>, key: K, rule: number): void => {
    const rules = map.get(key);
    if (rules === undefined) map.set(key, [rule]);
    else rules.push(rule);
  };
  for (const [rule, test] of tests.entries()) {
    const anchors = anchorsOf(compiler, test);
    if (anchors === undefined) always.push(rule);
    for (const anchor of new Set(anchors)) {
      if (typeof anchor === 'number') add(byPhrase, anchor, rule);
      else add(byValue, anchor, rule);
    }
  }
  return { byPhrase, byValue, always };
}
