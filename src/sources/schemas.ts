import { z } from 'zod';

const text = z.string();
const address = z.url();

export const collectedSellerSchema = z.object({
  name: text.min(1),
  company: text.optional(),
  /** Unified social credit code as printed; whether it is a real one is not judged here. */
  uscc: text.optional(),
  address: text.optional(),
  region: text.optional(),
});
export type CollectedSeller = z.output<typeof collectedSellerSchema>;

export const collectedListingSchema = z.object({
  title: text.min(1),
  description: text,
  attributes: z.record(text, text),
  keywords: z.array(text),
  /** What one buyer pays now for one unit. */
  price: z.number().nonnegative().optional(),
  /** ISO 4217. */
  currency: text.optional(),
  sku: text.optional(),
  availability: z.enum(['InStock', 'OutOfStock']).optional(),
  images: z.array(address),
  /** What the page says in words for its pictures. */
  imageTexts: z.array(text).optional(),
  /** The name is empty where the page does not say who sells. */
  seller: z.object({
    name: text,
    shopUrl: address.optional(),
    company: text.optional(),
    uscc: text.optional(),
    region: text.optional(),
  }),
});
export type CollectedListing = z.output<typeof collectedListingSchema>;

export const collectedArticleSchema = z.object({
  title: text.min(1),
  text: text.min(1),
  author: text.optional(),
  /** 来源: who published it first. */
  outlet: text.optional(),
  publishedAt: z.iso.datetime({ offset: true }).optional(),
  images: z.array(address),
  /** BCP 47. */
  language: text.optional(),
});
export type CollectedArticle = z.output<typeof collectedArticleSchema>;

/** What a page held. */
export const collectedItemSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('listing'), url: address, listing: collectedListingSchema }),
  z.object({ type: z.literal('article'), url: address, article: collectedArticleSchema }),
  /** `url` is the address of the shop. */
  z.object({ type: z.literal('seller'), url: address, seller: collectedSellerSchema }),
]);
export type CollectedItem = z.output<typeof collectedItemSchema>;
