import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf, StartError } from '#src/base/errors.ts';

/** The folder `rules/` of this installation. */
export function rulesDir(): string {
  return fileURLToPath(new URL('../../rules/', import.meta.url));
}

/** What every file of rules carries beside its rules. */
export const ruleHeaderSchema = z.object({
  version: z.string().min(1),
  source: z.string().min(1),
  validFrom: z.iso.date(),
  validTo: z.iso.date().optional(),
});

/**
 * Reads one YAML file of rules and checks it strictly: a rule nobody understands must not pass silently.
 * @param file path below `rules/`, for example `cases/clue.yaml`
 * @throws StartError naming the file and everything that is wrong in it
 */
export function loadRules<T>(file: string, schema: z.ZodType<T>, folder: string = rulesDir()): T {
  let value: unknown;
  try {
    value = parse(readFileSync(`${folder}/${file}`, 'utf8'));
  } catch (error) {
    throw new StartError(`rules/${file} cannot be read: ${messageOf(error)}`, {}, { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new StartError(`rules/${file} is not valid: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`);
}
