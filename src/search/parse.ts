import { isTerm, type Lexeme, readLexemes } from './lexer.ts';
import { type Group, type Near, type Phrase, type Query, QuerySyntaxError } from './query.ts';

/** Most parentheses inside each other. */
export const MAX_DEPTH = 50;

interface Reader {
  readonly lexemes: readonly Lexeme[];
  readonly length: number;
  index: number;
  depth: number;
}

function peek(reader: Reader): Lexeme | undefined {
  return reader.lexemes[reader.index];
}

/**
 * Reads a query (grammar: words and "phrases", AND, OR, NOT, NEAR/n, parentheses, fields).
 * @throws QuerySyntaxError with the UTF-16 position of what is wrong
 */
export function parseQuery(text: string): Query {
  const lexemes = readLexemes(text);
  if (lexemes.length === 0) throw new QuerySyntaxError(0, 'the query is empty', 'Write at least one word');
  const reader: Reader = { lexemes, length: text.length, index: 0, depth: 0 };
  const query = readAlternatives(reader);
  const extra = peek(reader);
  if (extra === undefined) return query;
  throw closesNothing(extra.start);
}

function group(type: Group['type'], operands: readonly Query[]): Query {
  const [first] = operands;
  const last = operands.at(-1);
  if (first === undefined || last === undefined) throw new Error('a group has operands');
  if (operands.length === 1) return first;
  // (a b) c is a b c: groups of the same kind inside each other say nothing more.
  const flat = operands.flatMap((operand) => (operand.type === type ? operand.operands : [operand]));
  return { type, operands: flat, start: first.start, end: last.end };
}

function readAlternatives(reader: Reader): Query {
  const operands = [readConjunction(reader)];
  while (peek(reader)?.type === 'OR') {
    reader.index += 1;
    operands.push(readConjunction(reader));
  }
  return group('or', operands);
}

function readConjunction(reader: Reader): Query {
  const operands = [readFactor(reader)];
  for (let next = peek(reader); next !== undefined && next.type !== 'OR' && next.type !== ')'; next = peek(reader)) {
    if (next.type === 'AND') reader.index += 1;
    operands.push(readFactor(reader));
  }
  return group('and', operands);
}

function readFactor(reader: Reader): Query {
  const first = peek(reader);
  let negations = 0;
  while (peek(reader)?.type === 'NOT') {
    reader.index += 1;
    negations += 1;
  }
  const operand = readOperand(reader);
  if (first === undefined || negations % 2 === 0) return operand;
  if (operand.type === 'not') return operand.operand;
  return { type: 'not', operand, start: first.start, end: operand.end };
}

function readOperand(reader: Reader): Query {
  const lexeme = peek(reader);
  if (lexeme === undefined) throw missing(reader, reader.length);
  if (lexeme.type === '(') return readGroup(reader);
  if (!isTerm(lexeme)) throw missing(reader, lexeme.start);
  reader.index += 1;
  const after = peek(reader);
  if (after?.type !== 'NEAR') return lexeme;
  if (lexeme.type !== 'phrase') throw besideNear(lexeme.start);
  return readNear(reader, lexeme);
}

function readGroup(reader: Reader): Query {
  const open = reader.lexemes[reader.index]?.start ?? 0;
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) {
    throw new QuerySyntaxError(open, `parentheses are more than ${MAX_DEPTH} deep here`, 'Write the query with fewer inside each other');
  }
  reader.index += 1;
  const query = readAlternatives(reader);
  if (peek(reader)?.type !== ')') throw neverClosed(open);
  reader.index += 1;
  reader.depth -= 1;
  if (peek(reader)?.type === 'NEAR') throw besideNear(open);
  return query;
}

function readNear(reader: Reader, first: Phrase): Near {
  const phrases = [first];
  const distances: number[] = [];
  for (let next = peek(reader); next?.type === 'NEAR'; next = peek(reader)) {
    reader.index += 1;
    const operand = peek(reader);
    if (operand === undefined || operand.type === 'OR' || operand.type === 'AND' || operand.type === ')') {
      throw missing(reader, operand?.start ?? reader.length);
    }
    if (operand.type !== 'phrase') throw besideNear(operand.start);
    reader.index += 1;
    phrases.push(operand);
    distances.push(next.distance);
  }
  return { type: 'near', phrases, distances, start: first.start, end: phrases.at(-1)?.end ?? first.end };
}

function besideNear(offset: number): QuerySyntaxError {
  const remedy = 'Only words and phrases stand beside it, as in "a b" NEAR/5 c; put all else into AND';
  return new QuerySyntaxError(offset, 'this cannot stand beside NEAR', remedy);
}

/** Something to search for is missing at `offset`: says so in terms of what stands around it. */
function missing(reader: Reader, offset: number): QuerySyntaxError {
  const before = reader.lexemes[reader.index - 1];
  const here = peek(reader);
  if (before?.type === '(') {
    if (here === undefined) return neverClosed(before.start);
    if (here.type !== ')') return misplaced(here, offset);
    return new QuerySyntaxError(before.start, 'there is nothing between these parentheses', 'Write a query between them or remove them');
  }
  if (before === undefined && here !== undefined) return misplaced(here, offset);
  const what = `${before?.type ?? 'the query'} is followed by nothing to search for`;
  return new QuerySyntaxError(offset, what, 'Write a word, a "phrase", a field or a group here');
}

function neverClosed(offset: number): QuerySyntaxError {
  return new QuerySyntaxError(offset, 'this ( is never closed', 'Add the closing parenthesis or remove this one');
}

function closesNothing(offset: number): QuerySyntaxError {
  return new QuerySyntaxError(offset, 'this ) closes nothing', 'Remove it or add the ( that it belongs to');
}

function misplaced(lexeme: Lexeme, offset: number): QuerySyntaxError {
  if (lexeme.type === ')') return closesNothing(offset);
  const remedy = `Write what it refers to in front of it; to search for the word ${lexeme.type}, put it in double quotes`;
  return new QuerySyntaxError(offset, `there is nothing in front of ${lexeme.type}`, remedy);
}
