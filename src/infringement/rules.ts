import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { type LangTables, loadLangTables } from '#src/lang/tables.ts';
import { type ClaimFinder, type ContextRules, compilePattern, createClaimFinder, loadContextRules } from '#src/marks/index.ts';
import type { Mark, RegistryView } from '#src/registry/index.ts';
import { loadProductRules, type ProductRules } from './product-rules.ts';
import { type Basis, type Code, codes, levels } from './schemas.ts';

const basisSchema = z.strictObject({ citation: z.string(), text: z.string(), verified: z.enum(['read', 'excerpt', 'memory']) });
const codeSchema = z.strictObject({
  name: z.string(),
  level: z.enum(levels),
  verdict: z.enum(['violation', 'verify']),
  confidence: z.number().min(0).max(1),
  basis: z.array(z.string()).min(1),
  measures: z.array(z.string()).min(1),
});
const codesSchema = z.strictObject({
  version: z.coerce.string(),
  source: z.string(),
  validFrom: z.string(),
  levels: z.array(z.string()),
  acts: z.record(z.string(), basisSchema),
  byKind: z.record(z.string(), z.array(z.string())),
  codes: z.record(z.enum(codes), codeSchema),
});

const patterns = z.array(z.string()).min(1);
const judgeSchema = z.strictObject({
  version: z.coerce.string(),
  source: z.string(),
  validFrom: z.string(),
  curableDays: z.number().int().nonnegative(),
  unidentified: patterns,
  words: z.record(z.string(), patterns),
  offers: z.strictObject({ patterns, honestBefore: z.string(), honestAfter: z.string() }),
  inference: z.strictObject({ patterns, before: z.string(), goesOn: z.string() }),
  confidence: z.strictObject({ evasive: z.number(), replaced: z.number(), misshapen: z.number(), scopeByKind: z.number() }),
});

export interface CodeRule extends Omit<z.infer<typeof codeSchema>, 'basis'> {
  readonly basis: readonly Basis[];
}

/** Everything the judge needs beside the listing, the registry and the time. */
export interface InfringementRules {
  /** Changes with any rule file; part of every verdict. */
  readonly version: string;
  readonly codes: Readonly<Record<Code, CodeRule>>;
  /** Basis added by kind of mark. */
  readonly byKind: Readonly<Partial<Record<Mark['kind'], readonly Basis[]>>>;
  readonly curableDays: number;
  readonly unidentified: readonly RegExp[];
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly offers: { readonly patterns: readonly RegExp[]; readonly honestBefore: RegExp; readonly honestAfter: RegExp };
  readonly inference: { readonly patterns: readonly RegExp[]; readonly before: RegExp; readonly goesOn: RegExp };
  readonly confidence: z.infer<typeof judgeSchema>['confidence'];
  readonly products: ProductRules;
  readonly context: ContextRules;
  readonly tables: LangTables;
  /** The claim finder for the marks of a registry, compiled at its first use. */
  finderFor(view: RegistryView): ClaimFinder;
}

const rulesRoot = fileURLToPath(new URL('../../rules/', import.meta.url));

/** Reads `rules/infringement`, `rules/marks` and `rules/lang`; throws with what is wrong. */
export function loadInfringementRules(root: string = rulesRoot): InfringementRules {
  const folder = root.endsWith('/') ? root : `${root}/`;
  const law = codesSchema.parse(parse(readFileSync(`${folder}infringement/codes.yaml`, 'utf8')));
  const judge = judgeSchema.parse(parse(readFileSync(`${folder}infringement/judge.yaml`, 'utf8')));
  const products = loadProductRules(`${folder}infringement/products.yaml`);
  const context = loadContextRules(`${folder}marks/context.yaml`);
  const tables = loadLangTables(`${folder}lang/`);
  return {
    version: [law.version, judge.version, products.version, context.version, tables.version].join('/'),
    ...compileLaw(law),
    ...compileJudge(judge),
    products,
    context,
    tables,
    finderFor: finders(context, tables),
  };
}

function compileLaw(law: z.infer<typeof codesSchema>): Pick<InfringementRules, 'codes' | 'byKind'> {
  const act = (id: string): Basis => {
    const basis = law.acts[id];
    if (basis === undefined) throw new Error(`rules/infringement/codes.yaml names the unknown act ${id}`);
    return basis;
  };
  return {
    codes: mapValues(law.codes, (rule) => ({ ...rule, basis: rule.basis.map(act) })),
    byKind: mapValues(law.byKind, (ids) => ids.map(act)),
  };
}

type JudgeWords = Pick<InfringementRules, 'curableDays' | 'unidentified' | 'words' | 'offers' | 'inference' | 'confidence'>;

function compileJudge({ curableDays, unidentified, words, offers, inference, confidence }: z.infer<typeof judgeSchema>): JudgeWords {
  const compile = (pattern: string): RegExp => compilePattern(pattern, words);
  return {
    curableDays,
    unidentified: unidentified.map((pattern) => new RegExp(pattern, 'iu')),
    words,
    offers: {
      patterns: offers.patterns.map(compile),
      honestBefore: compile(offers.honestBefore),
      honestAfter: compile(offers.honestAfter),
    },
    inference: { patterns: inference.patterns.map(compile), before: compile(inference.before), goesOn: compile(inference.goesOn) },
    confidence,
  };
}

/** One finder for each list of marks: a registry is rebuilt often, its marks change rarely. */
function finders(context: ContextRules, tables: LangTables): InfringementRules['finderFor'] {
  const known = new WeakMap<RegistryView['marks'], ClaimFinder>();
  return ({ marks }) => {
    const finder = known.get(marks) ?? createClaimFinder(marks, context, tables);
    known.set(marks, finder);
    return finder;
  };
}

function mapValues<K extends string, V, W>(record: Readonly<Record<K, V>>, map: (value: V) => W): Record<K, W> {
  return Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, map(value)])) as Record<K, W>;
}

let names: Readonly<Record<string, string>> | undefined;

/** The Chinese name of a code, or the code itself where it is unknown. Reads the rules once. */
export function codeName(code: string): string {
  names ??= mapValues(codesSchema.parse(parse(readFileSync(`${rulesRoot}infringement/codes.yaml`, 'utf8'))).codes, ({ name }) => name);
  return names[code] ?? code;
}
