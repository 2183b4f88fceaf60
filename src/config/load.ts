import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { messageOf, StartError } from '#src/base/errors.ts';
import { type FieldName, fields } from './fields.ts';

export type Config = { readonly [K in FieldName]: z.output<(typeof fields)[K]['schema']> };

type Environment = Readonly<Record<string, string | undefined>>;

function rawValue(name: FieldName, env: Environment): string | undefined {
  const field = fields[name];
  const direct = env[field.env];
  const file = env[`${field.env}_FILE`];
  if (!field.secret || file === undefined || file === '') return direct === '' ? field.default : (direct ?? field.default);
  if (direct !== undefined && direct !== '') throw new Error(`is set directly and through ${field.env}_FILE; keep one of them`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`${field.env}_FILE cannot be read: ${messageOf(error)}`);
  }
}

/**
 * All settings, parsed and frozen.
 * @throws StartError naming every wrong setting at once
 */
export function parseConfig(env: Environment): Config {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const name of Object.keys(fields) as FieldName[]) {
    const field = fields[name];
    try {
      const parsed = field.schema.safeParse(rawValue(name, env));
      if (parsed.success) values[name] = parsed.data;
      else problems.push(`${field.env} ${parsed.error.issues.map((issue) => issue.message).join(', ')}`);
    } catch (error) {
      problems.push(`${field.env} ${messageOf(error)}`);
    }
  }
  if (problems.length > 0) {
    throw new StartError(
      `These settings are not usable: ${problems.join('; ')}. Correct them and start again (docs/configuration.md lists all settings).`,
    );
  }
  values['data'] = resolve(String(values['data']));
  return Object.freeze(values) as Config;
}

/** The settings of this process. */
export function loadConfig(): Config {
  return parseConfig(process.env);
}
