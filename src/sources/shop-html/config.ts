import { z } from 'zod';
import { maxPagesSetting, patternSetting, selectorSetting } from '../settings.ts';

export const shopConfigSchema = z.strictObject({
  /** Address of a search or category page; `{keyword}` stands for each of the keywords. */
  search: z.union([
    z
      .string()
      .min(1)
      .transform((url) => [url]),
    z.array(z.string().min(1)).min(1),
  ]),
  keywords: z.array(z.string().min(1)).default([]),
  maxPages: maxPagesSetting,
  /** Links to listings: a selector, a regular expression for their addresses, or both. Guessed where neither is given. */
  item: selectorSetting.optional(),
  itemPattern: patternSetting.optional(),
  next: selectorSetting.optional(),
  /** Link to the shop on a listing's page. */
  shop: selectorSetting.optional(),
  /** The published business licence on a shop's page. */
  licence: selectorSetting.optional(),
  shopTitle: selectorSetting.optional(),
  /** What search pages say when nothing was found, beside the usual phrases. */
  noResults: z.array(z.string().min(1)).default([]),
  /** Selectors on a listing's page, where guessing goes wrong. */
  fields: z
    .strictObject({
      title: selectorSetting.optional(),
      price: selectorSetting.optional(),
      description: selectorSetting.optional(),
      attributes: selectorSetting.optional(),
      images: selectorSetting.optional(),
      sku: selectorSetting.optional(),
    })
    .default({}),
});
export type ShopConfig = z.output<typeof shopConfigSchema>;
