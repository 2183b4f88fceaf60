import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Context } from '#src/base/context.ts';
import { messageOf } from '#src/base/errors.ts';
import type { Problem } from '#src/base/result.ts';
import { saveSource, sourceInputSchema } from './save.ts';

const fileSchema = z.union([z.array(sourceInputSchema), sourceInputSchema.transform((source) => [source])]);

async function loadFile(ctx: Context, file: string): Promise<string[]> {
  const parsed = fileSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error).replaceAll('\n', ' '));
  for (const source of parsed.data) await saveSource(ctx, source);
  return parsed.data.map((source) => source.id);
}

/**
 * Enters the sources that stand in the YAML files of a folder, each file one source or a list of them. A file that cannot be used is
 * a problem that names it; the others are entered.
 */
export async function loadSourceFiles(ctx: Context, folder: string): Promise<{ ids: readonly string[]; problems: readonly Problem[] }> {
  const ids: string[] = [];
  const problems: Problem[] = [];
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  for (const name of names.sort()) {
    try {
      ids.push(...(await loadFile(ctx, join(folder, name))));
    } catch (error) {
      problems.push({ field: name, code: 'unusable-source-file', message: `${name}: ${messageOf(error)}` });
    }
  }
  return { ids, problems };
}
