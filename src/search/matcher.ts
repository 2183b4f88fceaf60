import { InvalidError } from '#src/base/errors.ts';
import { buildAutomaton } from './automaton.ts';
import { evaluate, type Prepared, preparedValues } from './evaluate.ts';
import type { Matchable } from './index-port.ts';
import type { Query } from './query.ts';
import { type AnchorIndex, type Compiler, compileTest, indexAnchors, type Test } from './rule-tests.ts';
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

type Values = ReturnType<typeof preparedValues>;

function* valuesOf(values: Values): Generator<string> {
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
  let turn = 0;
  const match = (document: Matchable): string[] => {
    turn += 1;
    const fields = [tokenize(document.title ?? '').texts, tokenize(document.text ?? '').texts] as const;
    const present: number[] = [];
    const found = (phrase: number): void => {
      if (phraseSeen[phrase] === turn) return;
      phraseSeen[phrase] = turn;
      present.push(phrase);
    };
    for (const tokens of fields) automaton.scan(tokens, found);
    const values = preparedValues(document);
    const subject = subjectOf(document, fields, values, (phrase) => phraseSeen[phrase] === turn);
    const matched: number[] = [];
    for (const candidates of candidatesOf(index, present, values)) {
      for (const rule of candidates) {
        const test = tests[rule];
        if (ruleSeen[rule] === turn || test === undefined) continue;
        ruleSeen[rule] = turn;
        if (holds(test, subject)) matched.push(rule);
      }
    }
    return matched.sort((a, b) => a - b).map((rule) => rules[rule]?.id ?? '');
  };
  return { size: rules.length, match };
}

/** The rules that are worth evaluating, in lists that may name a rule more than once. */
function* candidatesOf(index: AnchorIndex, present: readonly number[], values: Values): Generator<readonly number[]> {
  for (const phrase of present) yield index.byPhrase.get(phrase) ?? [];
  for (const value of valuesOf(values)) yield index.byValue.get(value) ?? [];
  yield index.always;
}

function subjectOf(
  document: Matchable,
  fields: readonly [readonly string[], readonly string[]],
  values: Values,
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
