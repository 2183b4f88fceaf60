import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const words = z.array(z.string());
const record = z.record(z.string(), z.string());

const dealerSchema = z.object({
  by: z.enum(['shop', 'company', 'uscc']),
  name: z.string(),
  company: z.string().optional(),
  region: z.string().optional(),
  place: z.string().optional(),
});
const lineSchema = z.object({ topic: z.string(), products: words, marks: words, goods: words });
const enterpriseSchema = z.object({
  id: z.string(),
  name: z.string(),
  company: z.string(),
  place: z.string(),
  region: z.string(),
  lines: z.array(lineSchema),
  others: words,
  authorised: z.array(dealerSchema).default([]),
});
export type Enterprise = z.output<typeof enterpriseSchema>;

const markSchema = z.object({ id: z.string(), name: z.string(), issuer: z.string(), numbers: z.string() });
export type SampleMark = z.output<typeof markSchema>;

const listingSchema = z.object({
  topic: z.string(),
  shop: z.string().optional(),
  own: z.string().optional(),
  dealer: z.string().optional(),
  dealerIndex: z.number().default(0),
  title: z.string(),
  text: z.string().optional(),
  attributes: record.default({}),
  keywords: words.optional(),
  price: z.number(),
});
export type WrittenListing = z.output<typeof listingSchema>;

const plantedSchema = listingSchema.extend({ code: z.string(), accept: z.array(words).optional(), evasion: z.string().optional() });
export type PlantedListing = z.output<typeof plantedSchema>;

const lawfulSchema = z.object({
  templates: z.array(z.object({ title: z.string().optional(), attribute: z.string().optional(), text: z.string() })),
  slips: words,
  spellings: words,
  wordless: z.record(z.string(), words),
  special: z.array(listingSchema),
});
export type LawfulData = z.output<typeof lawfulSchema>;

const innocentSchema = z.object({
  listings: z.array(listingSchema.extend({ kind: z.string() })),
  plain: z.array(z.object({ topic: z.string(), shop: z.string(), goods: words })),
});
export type InnocentData = z.output<typeof innocentSchema>;

const paddingSchema = z.object({
  titlePrefixes: words,
  titleSuffixes: words,
  sentences: z.record(z.string(), words),
  attributes: z.record(z.string(), z.record(z.string(), words)),
  topics: z.record(z.string(), z.string()),
  reviews: z.array(z.object({ by: z.string(), text: z.string() })),
});
export type Padding = z.output<typeof paddingSchema>;

const shopsSchema = z.object({
  unidentified: words,
  licensed: z.array(z.object({ name: z.string(), company: z.string(), region: z.string(), place: z.string() })),
});
export type ShopData = z.output<typeof shopsSchema>;

const siteSchema = z.enum(['a', 'b', 'c']);
const newsSchema = z.object({
  sites: z.record(siteSchema, z.object({ name: z.string(), outlets: words })),
  reporters: words,
  posters: words,
  articles: z.array(
    z.object({
      site: siteSchema,
      brand: z.string().optional(),
      title: z.string(),
      body: words,
      reposts: z.number().default(0),
      minutes: z.number().optional(),
    }),
  ),
  posts: z.array(z.object({ site: siteSchema, title: z.string(), body: z.string() })),
});
export type NewsData = z.output<typeof newsSchema>;

const crisisItemSchema = z.object({
  at: z.number(),
  site: siteSchema,
  section: z.enum(['news', 'posts']).default('news'),
  outlet: z.string().optional(),
  author: z.string(),
  title: z.string().optional(),
  body: words.optional(),
  repostOf: z.number().optional(),
});
const crisesSchema = z.object({
  crises: z.array(z.object({ id: z.string(), brand: z.string(), title: z.string(), items: z.array(crisisItemSchema) })),
});
export type CrisisData = z.output<typeof crisesSchema>['crises'][number];

/** Everything the sample world is written from; `load` reads it from `samples/data/`. */
export interface SampleData {
  readonly enterprises: readonly Enterprise[];
  readonly marks: Readonly<Record<string, SampleMark>>;
  readonly planted: readonly PlantedListing[];
  readonly lawful: LawfulData;
  readonly innocent: InnocentData;
  readonly padding: Padding;
  readonly shops: ShopData;
  readonly news: NewsData;
  readonly crises: readonly CrisisData[];
}

function read<T>(name: string, schema: z.ZodType<T>): T {
  const text = readFileSync(new URL(`./data/${name}.yaml`, import.meta.url), 'utf8');
  return schema.parse(parse(text));
}

export function loadSampleData(): SampleData {
  return {
    enterprises: read('enterprises', z.object({ enterprises: z.array(enterpriseSchema) })).enterprises,
    marks: read('marks', z.object({ marks: z.record(z.string(), markSchema) })).marks,
    planted: read('planted', z.object({ listings: z.array(plantedSchema) })).listings,
    lawful: read('lawful', lawfulSchema),
    innocent: read('innocent', innocentSchema),
    padding: read('padding', paddingSchema),
    shops: read('shops', shopsSchema),
    news: read('news', newsSchema),
    crises: read('crises', crisesSchema).crises,
  };
}
