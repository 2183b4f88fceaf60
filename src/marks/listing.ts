import { z } from 'zod';

/** Who sells, as the listing says. */
export interface Seller {
  readonly name: string;
  readonly company?: string | undefined;
  readonly uscc?: string | undefined;
  readonly shopUrl?: string | undefined;
  readonly region?: string | undefined;
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const optional = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const sellerSchema = z
  .looseObject({ name: text, company: optional, uscc: optional, shopUrl: optional, region: optional })
  .nullish()
  .transform((seller): Seller => seller ?? { name: '' });

/** A listing as collected: only what is judged is checked, unknown fields pass. */
export const listingSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  title: text,
  description: text,
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullish(),
  keywords: z.array(z.string()).nullish(),
  seller: sellerSchema,
  url: optional,
  capturedAt: optional,
  imageTexts: z.array(z.string()).nullish(),
});

export type Listing = z.infer<typeof listingSchema>;
export type ListingInput = z.input<typeof listingSchema>;

export type FieldRole = 'title' | 'description' | 'attribute' | 'image' | 'keyword' | 'shop';

/** One text of a listing: `field` as it is written in findings, `lead` the name of an attribute. */
export interface ListingField {
  readonly field: string;
  readonly role: FieldRole;
  readonly text: string;
  readonly lead: string;
}

/** All texts of a listing in reading order; those said of the goods come before keywords and shop name. */
export function fieldsOf(listing: Listing): ListingField[] {
  const fields: ListingField[] = [
    { field: 'title', role: 'title', text: listing.title, lead: '' },
    { field: 'description', role: 'description', text: listing.description, lead: '' },
  ];
  for (const [name, value] of Object.entries(listing.attributes ?? {})) {
    if (value !== null) fields.push({ field: `attributes.${name}`, role: 'attribute', text: String(value), lead: name });
  }
  for (const [index, value] of (listing.imageTexts ?? []).entries())
    fields.push({ field: `imageTexts.${index}`, role: 'image', text: value, lead: '' });
  for (const [index, value] of (listing.keywords ?? []).entries())
    fields.push({ field: `keywords.${index}`, role: 'keyword', text: value, lead: '' });
  fields.push({ field: 'seller.name', role: 'shop', text: listing.seller.name, lead: '' });
  return fields.filter((field) => field.text !== '');
}

/** Whether a field is said of the goods, in contrast to search words and shop name. */
export function isSaid(role: FieldRole): boolean {
  return role !== 'keyword' && role !== 'shop';
}
