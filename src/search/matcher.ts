import { InvalidError } from '#src/base/errors.ts';
import { buildAutomaton } from './automaton.ts';
import { evaluate, type Prepared, preparedValues } from './evaluate.ts';
import type { Matchable } from './index-port.ts';
import type { Near, Phrase, Query } from './query.ts';
import { encodeTokens, tokenize } from './tokens.ts';

export interface Rule {
  readonly id: string;
  readonly query: Query;
}

/** Standing queries, compiled: cannot change. New rules are a new matcher, which takes the place of the old one between two documents. */
export interface Matcher {
  readonly size: number;
  /** Ids of all rules that find the document, in the order of the rules; exactly those of which `matches` holds. */
  match(document: Matchable): string[];
}

/** A query whose phrases are numbers, so that evaluating it reads no text. */
type Test =
  | { readonly type: 'phrase'; readonly phrase: number }
  | { readonly type: 'near'; readonly phrases: readonly number[]; readonly query: Near }
  | { readonly type: 'not'; readonly operand: Test }
  | { readonly type: 'and' | 'or'; readonly operands: readonly Test[] }
  | { readonly type: 'value'; readonly query: Query };

/** What a document must have for a rule to be worth evaluating: one of these phrases (numbers) or values (`field:value`). */
type Anchors = readonly (number | string)[];

interface Compiler {
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

function compileTest(compiler: Compiler, query: Query): Test {
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

function* valuesOf(values: Omit<Prepared, 'fields' | 'at'>): Generator<string> {
  for (const brand of values.brands) yield `brand:${brand}`;
  for (const field of ['source', 'kind', 'level'] as const) if (values[field] !== undefined) yield `${field}:${values[field]}`;
  if (values.region === undefined) return;
  for (const length of [2, 4, 6]) yield `region:${values.region.slice(0, length)}`;
}

/** One document while it is being matched. */
interface Subject {
  has(phrase: number): boolean;
  /** Made when a rule asks for more than phrases. */
  prepared(): Prepared;
}

function holds(test: Test, subject: Subject): boolean {
  switch (test.type) {
    case 'phrase':
      return subject.has(test.phrase);
    case 'near':
      return test.phrases.every((phrase) => subject.has(phrase)) && evaluate(test.query, subject.prepared());
    case 'value':
      return evaluate(test.query, subject.prepared());
    case 'not':
      return !holds(test.operand, subject);
    case 'and':
      return test.operands.every((operand) => holds(operand, subject));
    case 'or':
      return test.operands.some((operand) => holds(operand, subject));
  }
}

/** Which rules to evaluate, by what a document has. */
interface AnchorIndex {
  readonly byPhrase: ReadonlyMap<number, readonly number[]>;
  readonly byValue: ReadonlyMap<string, readonly number[]>;
  readonly always: readonly number[];
}

function indexAnchors(compiler: Compiler, tests: readonly Test[]): AnchorIndex {
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

/** @throws InvalidError where two rules have the same id */
function checkIds(rules: readonly Rule[]): void {
  const seen = new Set<string>();
  for (const { id } of rules) {
    if (seen.has(id)) throw new InvalidError(`Two rules have the id ${id}: give each rule an id of its own.`, { id });
    seen.add(id);
  }
}

/**
 * Compiles rules so that the cost of a document hardly depends on their number: all phrases are found in one pass, and only rules whose
 * rarest necessary part was found are evaluated.
 * @throws InvalidError where two rules have the same id
 */
export function compileRules(rules: readonly Rule[]): Matcher {
  checkIds(rules);
  const compiler: Compiler = { numbers: new Map(), phrases: [], uses: [] };
  const tests = rules.map((rule) => compileTest(compiler, rule.query));
  const index = indexAnchors(compiler, tests);
  const automaton = buildAutomaton(compiler.phrases.map((phrase) => phrase.tokens));
  // The number of the document in which something was last seen, instead of sets that would be emptied for every document.
  const phraseSeen = new Uint32Array(compiler.phrases.length);
  const ruleSeen = new Uint32Array(rules.length);
  let current = 0;
  return {
    size: rules.length,
    match: (document) => {
      current += 1;
      const turn = current;
      const fields = [tokenize(document.title ?? '').texts, tokenize(document.text ?? '').texts] as const;
      const values = preparedValues(document);
      const subject = subjectOf(document, fields, values, (phrase) => phraseSeen[phrase] === turn);
      const matched: number[] = [];
      const consider = (candidates: readonly number[] | undefined): void => {
        for (const rule of candidates ?? []) {
          const test = tests[rule];
          if (ruleSeen[rule] === turn || test === undefined) continue;
          ruleSeen[rule] = turn;
          if (holds(test, subject)) matched.push(rule);
        }
      };
      const present: number[] = [];
      const found = (phrase: number): void => {
        if (phraseSeen[phrase] === turn) return;
        phraseSeen[phrase] = turn;
        present.push(phrase);
      };
      for (const tokens of fields) automaton.scan(tokens, found);
      for (const phrase of present) consider(index.byPhrase.get(phrase));
      for (const value of valuesOf(values)) consider(index.byValue.get(value));
      consider(index.always);
      return matched.sort((a, b) => a - b).map((rule) => rules[rule]?.id ?? '');
    },
  };
}

function subjectOf(
  document: Matchable,
  fields: readonly [readonly string[], readonly string[]],
  values: Omit<Prepared, 'fields' | 'at'>,
  has: Subject['has'],
): Subject {
  let prepared: Prepared | undefined;
  return {
    has,
    prepared: () => {
      prepared ??= { ...values, fields: [encodeTokens(fields[0]), encodeTokens(fields[1])], at: document.at };
      return prepared;
    },
  };
}
