import { parse, YAMLError } from 'yaml';
import { z } from 'zod';
import { InvalidError, messageOf } from '#src/base/errors.ts';
import { type Mark, markSchema } from './schemas.ts';

/**
 * Reads `marks.yaml`: a list of marks, strictly.
 * @throws {InvalidError} naming the mark and field that are wrong, or a pattern that cannot be used
 */
export function parseMarks(text: string): Mark[] {
  const result = z.array(markSchema).min(1).safeParse(readYaml(text));
  if (!result.success) throw new InvalidError(`marks.yaml is wrong: ${describe(result.error)}`, { issues: result.error.issues });
  const seen = new Set<string>();
  for (const mark of result.data) {
    if (seen.has(mark.id)) throw new InvalidError(`marks.yaml has the mark ${mark.id} twice; keep one`);
    seen.add(mark.id);
    const fault = patternFault(mark.numberPattern);
    if (fault !== undefined) throw new InvalidError(`numberPattern of ${mark.id} cannot be used: ${fault}`, { mark: mark.id });
  }
  return result.data;
}

function readYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof YAMLError) throw new InvalidError(`marks.yaml is not YAML: ${error.message}`);
    throw error;
  }
}

function describe(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.length === 0 ? 'file' : issue.path.join('.')}: ${issue.message}`)
    .join('; ');
}

const longestPattern = 200;
const mostUnbounded = 2;

/** Why a number pattern may not be used, or undefined. Patterns run over text written by strangers, so anything that can backtrack without bound is refused. */
export function patternFault(source: string): string | undefined {
  if (source.length > longestPattern) return `it is longer than ${longestPattern} characters`;
  try {
    new RegExp(source, 'u');
  } catch (error) {
    return messageOf(error);
  }
  const bare = source.replace(/\\./gu, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/\(\?[=!<]/.test(bare)) return 'look-around is not allowed';
  if (/\\[1-9k]/.test(source)) return 'back-references are not allowed';
  const unbounded = bare.match(/[*+]|\{\d+,\}/g) ?? [];
  if (unbounded.length > mostUnbounded)
    return 'it repeats without bound (*, +, {n,}) too often; write the number of characters, for example \\d{5}';
  if (hasNestedRepetition(bare)) return 'a repeated group may not contain repetition or alternatives; write the parts one after the other';
  return undefined;
}

/** `bare` has no escapes and no classes left, so brackets and quantifiers are what they seem. */
function hasNestedRepetition(bare: string): boolean {
  const starts: number[] = [];
  for (let index = 0; index < bare.length; index += 1) {
    if (bare[index] === '(') starts.push(index);
    if (bare[index] !== ')') continue;
    const inside = bare.slice((starts.pop() ?? 0) + 1, index);
    const repeated = /^(?:[*+]|\{\d+(?:,\d*)?\})/.test(bare.slice(index + 1));
    if (repeated && /[?*+{|]/.test(inside.replace(/^\?:/, ''))) return true;
  }
  return false;
}
