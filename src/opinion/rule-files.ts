import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { z } from 'zod';
import { StartError } from '#src/base/errors.ts';

/** The folder of the rule files of this feature. */
export function rulesDir(): string {
  return fileURLToPath(new URL('../../rules/opinion/', import.meta.url));
}

/** Reads and checks one YAML rule file. @throws StartError naming the file and the first thing wrong in it */
export function loadRules<T>(schema: z.ZodType<T>, file: string, folder: string = rulesDir()): T {
  const path = join(folder, file);
  const result = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new StartError(
    `${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a valid rule file'}. Correct the file and start again.`,
  );
}
