import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf, StartError } from '#src/base/errors.ts';
import { compileRules, instantOf, type Matchable, type Matcher, parseQuery, type Rule } from '#src/search/index.ts';
import { type Command, type CommandArgs, type Io, stringOption } from './command.ts';
import { forEachRecord } from './ndjson.ts';

const usage = `hufu match --rules FILE < documents.ndjson

Reads documents {id, title, text, brand?, region?, source?, kind?, level?, publishedAt?}, one JSON object a line, and writes for each one
{id, rules: [ids of the standing queries that find it, in the order of the file]}.

  --rules FILE  YAML or JSON: a list of {id, query}, the queries in the grammar of hufu search

Exit code: 0 done; 1 the rules cannot be read, or one of them is wrong: all wrong ones are listed with their id and position, and no
document is read; 2 some input lines were refused (see stderr).
`;

export const command: Command = {
  name: 'match',
  summary: 'say which standing queries find which documents',
  usage,
  options: { rules: { type: 'string' } },
  run,
};

const ruleSchema = z.object({ id: z.union([z.string().min(1), z.number()]).transform(String), query: z.string() });

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const instant = z.string().transform((value, context) => {
  const at = instantOf(value);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: `${value} is neither a day (YYYY-MM-DD) nor an ISO 8601 instant` });
  return z.NEVER;
});

const documentSchema = z.object({
  id: z.union([z.string(), z.number()]),
  title: text,
  text: z.string(),
  brand: z.union([z.string(), z.array(z.string())]).nullish(),
  region: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((value) => (value === undefined || value === null ? undefined : String(value))),
  source: text,
  kind: text,
  level: text,
  publishedAt: instant.nullish(),
});
type Document = z.output<typeof documentSchema>;

async function run(args: CommandArgs, io: Io): Promise<number> {
  const path = stringOption(args, 'rules');
  if (path === undefined) {
    io.stderr.write(`--rules is missing: name the file of standing queries, for example --rules rules.yaml\n\n${usage}`);
    return 64;
  }
  const matcher = compile(readRules(path), io);
  if (matcher === undefined) return 1;
  return forEachRecord(io, parseDocument, (document) => ({ id: document.id, rules: matcher.match(matchable(document)) }));
}

function readRules(path: string): readonly unknown[] {
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new StartError(`The rules in ${path} cannot be read: ${messageOf(error)}`);
  }
  if (Array.isArray(content)) return content;
  throw new StartError(`The rules in ${path} are not a list: write "- id: …" and "  query: …" for each, or a JSON array of {id, query}.`);
}

/** Reports every rule that is wrong, not only the first. */
function compile(items: readonly unknown[], io: Io): Matcher | undefined {
  const rules: Rule[] = [];
  const ids = new Set<string>();
  let wrong = 0;
  for (const [index, item] of items.entries()) {
    const problem = addRule(rules, ids, item);
    if (problem === undefined) continue;
    wrong += 1;
    io.stderr.write(`rule ${nameOf(item) ?? `number ${index + 1}`}: ${problem}\n`);
  }
  if (wrong === 0) return compileRules(rules);
  io.stderr.write(`${wrong} of ${items.length} rules are wrong; no document was read. Correct them and start again.\n`);
  return undefined;
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('id' in item)) return undefined;
  return typeof item.id === 'string' || typeof item.id === 'number' ? String(item.id) : undefined;
}

/** @returns what is wrong with the rule, or undefined where it was added */
function addRule(rules: Rule[], ids: Set<string>, item: unknown): string | undefined {
  const rule = ruleSchema.safeParse(item);
  if (!rule.success) return `not a rule {id, query}: ${issueOf(rule.error)}`;
  const { id, query } = rule.data;
  if (ids.has(id)) return 'there is another rule with this id before it: give each rule an id of its own';
  ids.add(id);
  try {
    rules.push({ id, query: parseQuery(query) });
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function issueOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return [issue?.path.join('.'), issue?.message].filter((part) => part !== undefined && part !== '').join(': ');
}

function parseDocument(value: unknown): Document {
  const document = documentSchema.safeParse(value);
  if (document.success) return document.data;
  throw new Error(`not a document {id, title, text, …}: ${issueOf(document.error)}`);
}

function matchable(document: Document): Matchable {
  const { title, region, source, kind, level, publishedAt } = document;
  const brands = document.brand === undefined || document.brand === null ? [] : [document.brand].flat();
  return {
    ...{ text: document.text, brands },
    ...(title !== undefined && { title }),
    ...(region !== undefined && { region }),
    ...(source !== undefined && { source }),
    ...(kind !== undefined && { kind }),
    ...(level !== undefined && { level }),
    ...(publishedAt instanceof Date && { at: publishedAt }),
  };
}
