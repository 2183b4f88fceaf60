import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { StartError } from '#src/base/errors.ts';

const words = z.array(z.string().min(1));
const pattern = z.string().refine(isPattern, 'is not a regular expression');
const provenance = { version: z.number().int(), source: z.string(), validFrom: z.coerce.string() };

export const articleRulesSchema = z.strictObject({
  ...provenance,
  meta: z.strictObject({ title: words, author: words, outlet: words, date: words }),
  labels: z.strictObject({ outlet: words, author: words, editor: words, date: words }),
  classes: z.strictObject({ author: words, outlet: words, date: words, body: words, banner: words }),
  notAuthors: words,
  titleSeparators: words,
  noise: z.strictObject({ head: z.array(pattern), tail: z.array(pattern) }),
});
export type ArticleRules = z.output<typeof articleRulesSchema>;

export const listingRulesSchema = z.strictObject({
  ...provenance,
  sellerLabels: z.strictObject({ company: words, uscc: words, address: words, region: words, shop: words }),
  classes: z.strictObject({
    title: words,
    price: words,
    oldPrice: words,
    shop: words,
    attributes: words,
    description: words,
    sku: words,
    stock: words,
  }),
  foreign: words,
  skuLabels: words,
  outOfStock: words,
  inStock: words,
  noResults: words,
  paths: z.strictObject({ listing: pattern, shop: pattern }),
  emptyImageTexts: pattern,
});
export type ListingRules = z.output<typeof listingRulesSchema>;

export const priceRulesSchema = z.strictObject({
  ...provenance,
  signs: z.record(z.string(), z.string().regex(/^[A-Z]{3}$/)),
  current: words,
  former: words,
  partial: words,
  noPrice: words,
  from: words,
  upTo: words,
});
export type PriceRules = z.output<typeof priceRulesSchema>;

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'iu');
    return true;
  } catch {
    return false;
  }
}

/** The folder of the rule files of this feature. */
export function rulesDir(): string {
  return fileURLToPath(new URL('../../rules/sources/', import.meta.url));
}

function load<T>(schema: z.ZodType<T>, file: string, folder: string): T {
  const path = join(folder, file);
  const result = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (result.success) return result.data;
  throw new StartError(`${path} is not a valid rule file: ${z.prettifyError(result.error)}. Correct the file and start again.`);
}

export interface ExtractionRules {
  readonly article: ArticleRules;
  readonly listing: ListingRules;
  readonly price: PriceRules;
}

/** Reads the word lists of extraction. @throws StartError naming the file and what is wrong in it */
export function loadExtractionRules(folder: string = rulesDir()): ExtractionRules {
  return {
    article: load(articleRulesSchema, 'article.yaml', folder),
    listing: load(listingRulesSchema, 'listing.yaml', folder),
    price: load(priceRulesSchema, 'price.yaml', folder),
  };
}

let shipped: ExtractionRules | undefined;

/** The rules that come with this version, read once when they are first needed. */
export function extractionRules(): ExtractionRules {
  shipped ??= loadExtractionRules();
  return shipped;
}
