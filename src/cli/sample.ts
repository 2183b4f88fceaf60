import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { score } from '#samples/score.ts';
import { truthOf } from '#samples/truth.ts';
import { generateWorld } from '#samples/world.ts';
import { InvalidError, messageOf, UnauthenticatedError, UnavailableError } from '#src/base/errors.ts';
import { loadConfig } from '#src/config/index.ts';
import { type Command, type CommandArgs, type Io, stringOption } from './command.ts';

const pageLimit = 200;
/** More than any sample world can raise: a node that never ends its pages is at fault. */
const maximumPages = 500;

const sampleSchema = z.object({ seed: z.number().int(), startedAt: z.iso.datetime(), port: z.number().int() });

const scoredAlertSchema = z.object({
  id: z.string(),
  kind: z.enum(['infringement', 'opinion', 'source']),
  verdict: z.enum(['violation', 'verify']).nullish(),
  codes: z.array(z.string()),
  level: z.enum(['blue', 'yellow', 'orange', 'red']),
  url: z.string().nullish(),
  documents: z.array(z.object({ id: z.string(), url: z.string() })),
  sample: z.boolean(),
});

const caseSchema = z.object({ id: z.string() });

interface Node {
  readonly url: string;
  readonly key: string;
}

async function readSample(folder: string): Promise<z.output<typeof sampleSchema>> {
  const path = join(folder, 'sample.json');
  try {
    return sampleSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new InvalidError(
      `${path} does not describe a sample world: start the node once with HUFU_SAMPLE=on, or name its folder with --data`,
      { path },
      { cause },
    );
  }
}

async function readKey(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    throw new UnauthenticatedError(`no API key in ${path}: start the node once, or name a key file with --key-file`, { path }, { cause });
  }
}

function nodeAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new InvalidError(`--url must be an http or https address, not ${text}`);
  return url.origin;
}

async function get(node: Node, path: string): Promise<unknown> {
  const address = node.url + path;
  let response: Response;
  try {
    response = await fetch(address, { headers: { 'x-api-key': node.key } });
  } catch (cause) {
    throw new UnavailableError(`${node.url} does not answer: is the node running? (${messageOf(cause)})`, { address }, { cause });
  }
  if (response.status === 401 || response.status === 403)
    throw new UnauthenticatedError(`${address} refuses the API key (status ${response.status})`, { address });
  if (!response.ok) throw new UnavailableError(`${address} answered with status ${response.status}`, { address });
  return response.json();
}

/** All items behind a paged list. */
async function listAll<T>(node: Node, path: string, schema: z.ZodType<T>): Promise<T[]> {
  const pageSchema = z.object({ items: z.array(schema), nextCursor: z.string().nullable() });
  const items: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < maximumPages; page++) {
    const query = new URLSearchParams({ limit: String(pageLimit), ...(cursor === null ? {} : { cursor }) });
    const answer: z.output<typeof pageSchema> = pageSchema.parse(await get(node, `${path}?${query}`));
    items.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) return items;
  }
  throw new UnavailableError(`${node.url}${path} did not end after ${maximumPages} pages`);
}

async function runScore(args: CommandArgs, io: Io): Promise<number> {
  const config = loadConfig();
  const folder = stringOption(args, 'data') ?? config.data;
  const { seed, startedAt } = await readSample(folder);
  const key = await readKey(stringOption(args, 'key-file') ?? join(folder, 'cli.key'));
  const node = { url: nodeAddress(stringOption(args, 'url') ?? `http://${config.host}:${config.port}`), key };
  const alerts = await listAll(node, '/api/alerts', scoredAlertSchema);
  const cases = await listAll(node, '/api/cases', caseSchema);
  const truth = truthOf(generateWorld({ seed, startedAt: new Date(startedAt) }));
  io.stdout.write(`${JSON.stringify(score(truth, alerts, cases))}\n`);
  return 0;
}

export const command: Command = {
  name: 'sample',
  summary: 'Compares what a running node found in the sample world with what is planted there.',
  usage: `hufu sample score [--url http://127.0.0.1:8642] [--data DIR] [--key-file F]

Reads <data>/sample.json (seed and start of the sample world), fetches the node's alerts and cases and prints one JSON object:
planted, found, falseAccusations, crises, crisesFound, cases.

  --url URL        address of the node (default HUFU_HOST and HUFU_PORT: http://127.0.0.1:8642)
  --data DIR       the node's data folder (default HUFU_DATA: .hufu)
  --key-file FILE  file with an API key (default <data>/cli.key)
`,
  options: { url: { type: 'string' }, data: { type: 'string' }, 'key-file': { type: 'string' } },
  run: async (args, io) => {
    const [verb, ...rest] = args.positionals;
    if (verb !== 'score' || rest.length > 0) {
      io.stderr.write('hufu sample knows one verb: score. See hufu sample --help.\n');
      return 64;
    }
    return runScore(args, io);
  },
};
