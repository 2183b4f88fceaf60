import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

/** How a mention is meant. Only `asserted` is a claim. */
export const moods = ['asserted', 'negated', 'application', 'asked', 'comparison', 'news'] as const;
export type Mood = (typeof moods)[number];

const words = z.array(z.string().min(1)).min(1);

const contextSchema = z.strictObject({
  version: z.coerce.string(),
  source: z.string(),
  validFrom: z.string(),
  words: z.record(z.string(), words),
  moods: z.array(
    z.strictObject({ mood: z.enum(moods), id: z.string(), unless: z.array(z.string()).default([]), patterns: z.array(z.string()).min(1) }),
  ),
  claims: z.strictObject({ strong: z.array(z.string()).min(1), proper: z.array(z.string()).min(1) }),
  everydayTails: words,
  swallowing: words,
  shopSuffixes: words,
  signals: z.strictObject({ anywhere: words, behind: words, not: words }),
  slot: z.strictObject({ before: z.string(), token: z.string(), unlike: z.string(), notToken: z.string() }),
  particulars: z.strictObject({
    holder: z.strictObject({ lead: z.string(), value: z.string() }),
    product: z.strictObject({ lead: z.string(), value: z.string() }),
    validity: z.strictObject({ lead: z.string(), value: z.string() }),
    date: z.string(),
    until: z.string(),
    open: z.string(),
  }),
  imitation: z.strictObject({
    known: z.record(z.string(), words),
    places: words,
    added: words,
    worn: words,
    beforeWorn: words,
    wearing: words,
    not: words,
  }),
});

type RawContext = z.infer<typeof contextSchema>;

export interface MoodRule {
  readonly mood: Mood;
  readonly id: string;
  readonly unless: readonly RegExp[];
  readonly patterns: readonly RegExp[];
}

/** `rules/marks/context.yaml`, compiled. */
export interface ContextRules {
  readonly version: string;
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly moods: readonly MoodRule[];
  readonly strong: readonly RegExp[];
  readonly proper: readonly RegExp[];
  readonly everydayTails: readonly string[];
  readonly swallowing: readonly string[];
  readonly shopSuffixes: readonly string[];
  readonly signals: RawContext['signals'];
  readonly slot: RawContext['slot'];
  readonly particulars: RawContext['particulars'];
  readonly imitation: RawContext['imitation'];
}

/** Stand-ins in a sentence: this mention, another mark, a certificate number. Private-use characters never occur in folded listings otherwise. */
export const MENTION = '\uE000';
export const OTHER = '\uE001';
export const NUMBER = '\uE002';

const contextFile = fileURLToPath(new URL('../../rules/marks/context.yaml', import.meta.url));

/** Reads and compiles the rules of context; throws with the name of the list or pattern that is wrong. */
export function loadContextRules(path: string = contextFile): ContextRules {
  const raw = contextSchema.parse(parse(readFileSync(path, 'utf8')));
  const compile = (pattern: string): RegExp => compilePattern(pattern, raw.words);
  return {
    version: raw.version,
    words: raw.words,
    moods: raw.moods.map((rule) => ({
      mood: rule.mood,
      id: rule.id,
      unless: rule.unless.map(compile),
      patterns: rule.patterns.map(compile),
    })),
    strong: raw.claims.strong.map(compile),
    proper: raw.claims.proper.map(compile),
    everydayTails: raw.everydayTails,
    swallowing: raw.swallowing,
    shopSuffixes: [...raw.shopSuffixes].sort((a, b) => b.length - a.length),
    signals: raw.signals,
    slot: raw.slot,
    particulars: raw.particulars,
    imitation: raw.imitation,
  };
}

const listJoint = '[、/和与及&+]{0,2}';

/** Writes out the shorthand of the rule files (see the head of `context.yaml`). */
export function compilePattern(pattern: string, lists: Readonly<Record<string, readonly string[]>>): RegExp {
  const source = pattern
    .replace(/<([a-zA-Z]+)>/g, (_, name: string) => alternatives(name, lists))
    .replaceAll('{M}', `(?:${OTHER}${listJoint})*${MENTION}(?:${listJoint}${OTHER})*`)
    .replaceAll('{O}', OTHER)
    .replaceAll('{N}', NUMBER)
    .replace(/~{1,3}/g, (waves) => `[^,。;!?]{0,${[4, 8, 16][waves.length - 1]}}`)
    .replaceAll('==', '[^。;!?]{0,24}');
  return new RegExp(source, 'u');
}

function alternatives(name: string, lists: Readonly<Record<string, readonly string[]>>): string {
  const list = lists[name];
  if (list === undefined) throw new Error(`the pattern names the unknown word list <${name}>`);
  return [...list]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
    .join('|');
}
