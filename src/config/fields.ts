import { z } from 'zod';

/** One setting: where it comes from, what it means, what it is when nobody says anything. */
export interface Field<T> {
  readonly env: string;
  readonly description: string;
  readonly schema: z.ZodType<T>;
  /** As text, exactly as it would stand in the environment; undefined = unset. */
  readonly default: string | undefined;
  /** Read from the file named in `<env>_FILE` as well, and never printed. */
  readonly secret: boolean;
}

function field<T>(env: string, schema: z.ZodType<T>, description: string, fallback?: string): Field<T> {
  return { env, schema, description, default: fallback, secret: false };
}

function secret<T>(env: string, schema: z.ZodType<T>, description: string): Field<T> {
  return { env, schema, description, default: undefined, secret: true };
}

const port = z.coerce.number().int().min(0).max(65535);
const count = z.coerce.number().int().min(1);
const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');
const text = z.string().min(1);
const optionalUrl = (protocols: string[]) =>
  z
    .url({ error: `must be an address starting with ${protocols.map((p) => `${p}://`).join(' or ')}` })
    .refine(
      (value) => protocols.includes(new URL(value).protocol.slice(0, -1)),
      `must start with ${protocols.map((p) => `${p}://`).join(' or ')}`,
    )
    .optional();

/** The one table of settings: type, parsing, default, environment name and documentation come from here. */
export const fields = {
  data: field('HUFU_DATA', text, 'Folder for everything the service keeps: the embedded database, files, keys.', '.hufu'),
  host: field('HUFU_HOST', text, 'Address the API and the console listen on.', '127.0.0.1'),
  port: field('HUFU_PORT', port, 'Port the API and the console listen on.', '8642'),
  publicUrl: field(
    'HUFU_PUBLIC_URL',
    optionalUrl(['http', 'https']),
    'Address under which users reach the console, where a proxy stands in front.',
  ),
  sample: field('HUFU_SAMPLE', onOff, 'Whether the sample world is served and collected (on, off).', 'on'),
  samplePort: field('HUFU_SAMPLE_PORT', port, 'Port on 127.0.0.1 where the sample world is served.', '8643'),
  sampleSeed: field('HUFU_SAMPLE_SEED', z.coerce.number().int().min(0), 'Seed of the sample world.', '20260825'),
  region: field(
    'HUFU_REGION',
    z.string().regex(/^\d{6}$/, 'must be six digits of GB/T 2260'),
    'Region of this office (GB/T 2260).',
    '530000',
  ),
  databaseUrl: secret('DATABASE_URL', optionalUrl(['postgres', 'postgresql']), 'PostgreSQL server to use instead of the embedded one.'),
  databasePoolSize: field('HUFU_DATABASE_POOL', z.coerce.number().int().min(2), 'Connections the service keeps to the database.', '10'),
  logLevel: field('HUFU_LOG', z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']), 'Least severe log lines to write.', 'info'),
  userAgent: field('HUFU_USER_AGENT', text, 'How the crawler names itself to sites.', 'HufuBot/0.1 (+https://hufu.example/bot)'),
  allowOrigins: field(
    'HUFU_ALLOW_ORIGINS',
    z.string().transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
    'Origins inside the network that sources and webhooks may reach, separated by commas.',
    '',
  ),
  analyseConcurrency: field('HUFU_ANALYSE_CONCURRENCY', count, 'Documents analysed at the same time.', '4'),
  fetchConcurrency: field('HUFU_FETCH_CONCURRENCY', count, 'Pages fetched at the same time.', '8'),
} as const;

export type FieldName = keyof typeof fields;
