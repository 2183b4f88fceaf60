import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { systemClock } from '#src/base/clock.ts';
import { InvalidError } from '#src/base/errors.ts';
import {
  type InfringementRules,
  judge,
  type Listing,
  listingSchema,
  loadInfringementRules,
  parseInstant,
} from '#src/infringement/index.ts';
import { createRegistryView, parseCertificates, parseMarks, type RegistryView } from '#src/registry/index.ts';
import { type Command, type CommandArgs, type Io, stringOption } from './command.ts';
import { forEachRecord } from './ndjson.ts';

const ownMarks = fileURLToPath(new URL('../../rules/marks/marks.yaml', import.meta.url));

const usage = `hufu judge --registry FILE [--marks FILE] [--at DATE] < listings.ndjson

Judges every use of a certification mark in listings (one JSON object a line) against a certificate registry.
Writes one verdict a line: {id, verdict, findings, claims, rulesVersion}.

  --registry FILE  certificates.csv (UTF-8 or GB 18030)
  --marks FILE     marks.yaml; the marks of this office where absent
  --at DATE        judge as of this day or instant instead of each listing's capturedAt

Exit code: 0 done; 1 registry or marks cannot be read; 2 some input lines or registry rows were refused (see stderr).`;

export const command: Command = {
  name: 'judge',
  summary: 'judge the use of certification marks in listings against the certificate registry',
  usage,
  options: { registry: { type: 'string' }, marks: { type: 'string' }, at: { type: 'string' } },
  run,
};

async function run(args: CommandArgs, io: Io): Promise<number> {
  const registryPath = stringOption(args, 'registry');
  if (registryPath === undefined) {
    io.stderr.write(`--registry is missing: name the certificate file, for example --registry certificates.csv\n\n${usage}\n`);
    return 64;
  }
  const at = instantOption(args);
  const rules = loadInfringementRules();
  const { view, refused } = openRegistry(registryPath, stringOption(args, 'marks') ?? ownMarks, rules, io);
  const code = await forEachRecord(io, parseListing, (listing) => judge(listing, view, at ?? capturedAt(listing), rules));
  return refused ? 2 : code;
}

function instantOption(args: CommandArgs): Date | undefined {
  const text = stringOption(args, 'at');
  if (text === undefined) return undefined;
  const instant = parseInstant(text);
  if (instant === undefined) throw new InvalidError(`--at "${text}" is no date; write YYYY-MM-DD or an ISO 8601 instant`);
  return instant;
}

function openRegistry(registryPath: string, marksPath: string, rules: InfringementRules, io: Io): { view: RegistryView; refused: boolean } {
  const marks = parseMarks(readInput(marksPath).toString('utf8'));
  const { items, problems } = parseCertificates(readInput(registryPath), new Set(marks.map(({ id }) => id)));
  for (const { line, field, message } of problems)
    io.stderr.write(`${registryPath}: line ${line ?? '?'}${field === undefined ? '' : `, ${field}`}: ${message}\n`);
  return { view: createRegistryView(marks, items, rules.tables), refused: problems.length > 0 };
}

function readInput(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InvalidError(`${path} cannot be read; check the path`, { path }, { cause: error });
  }
}

function parseListing(value: unknown): Listing {
  const result = listingSchema.safeParse(value);
  if (!result.success) throw new InvalidError(`not a listing: ${z.prettifyError(result.error).replaceAll('\n', ' ')}`);
  const { capturedAt: captured } = result.data;
  if (captured !== undefined && parseInstant(captured) === undefined)
    throw new InvalidError(`capturedAt "${captured}" is no date; write ISO 8601`);
  return result.data;
}

/** A listing without a time of capture is judged as of now. */
function capturedAt({ capturedAt: text }: Listing): Date {
  return (text === undefined ? undefined : parseInstant(text)) ?? systemClock.now();
}
