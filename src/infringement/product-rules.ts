import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { createMatcher, type Matcher } from '#src/lang/matcher.ts';

const words = z.array(z.string().min(1)).min(1);

const productSchema = z.strictObject({
  version: z.coerce.string(),
  source: z.string(),
  noise: words,
  synonyms: z.array(words),
  kinds: z.record(z.string(), words),
  derived: words,
  endings: words,
  shapes: words,
  heads: words,
  exclusive: z.array(z.array(words)),
  grades: words,
  otherSpecies: z.record(z.string(), words),
});

/** `rules/infringement/products.yaml` with its vocabulary compiled. */
export interface ProductRules extends Omit<z.infer<typeof productSchema>, 'noise'> {
  readonly noise: readonly RegExp[];
  readonly kindNames: readonly { readonly name: string; readonly path: string }[];
  readonly kindMatcher: Matcher;
}

export function loadProductRules(path: string): ProductRules {
  const raw = productSchema.parse(parse(readFileSync(path, 'utf8')));
  const kindNames = Object.entries(raw.kinds).flatMap(([kind, names]) => names.map((name) => ({ name, path: kind })));
  const noise = raw.noise.map((pattern) => new RegExp(pattern, 'gu'));
  return { ...raw, noise, kindNames, kindMatcher: createMatcher(kindNames.map(({ name }) => name)) };
}

/** The kinds a text names; of overlapping names only the longest counts (咖啡生豆, not 咖啡), of a kind and its sub-kind the sub-kind. */
export function kindsIn(text: string, rules: ProductRules): Set<string> {
  const hits = [...rules.kindMatcher.findAll(text)].sort((a, b) => b.end - b.start - (a.end - a.start));
  const taken: { start: number; end: number; length: number }[] = [];
  const kinds = new Set<string>();
  for (const { pattern, start, end } of hits) {
    if (taken.some((other) => start < other.end && other.start < end && other.length > end - start)) continue;
    taken.push({ start, end, length: end - start });
    const path = rules.kindNames[pattern]?.path;
    if (path !== undefined) kinds.add(path);
  }
  for (const kind of kinds) if ([...kinds].some((other) => other.startsWith(`${kind}/`))) kinds.delete(kind);
  return kinds;
}
