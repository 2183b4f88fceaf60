import { type ExtractedListing, extractListing } from '../extract-listing.ts';
import type { CollectedListing } from '../schemas.ts';
import { changedLayout, type Page, type ParseResult } from '../source.ts';
import type { ShopConfig } from './config.ts';

/** One listing; its shop is visited too. */
export function parseListing(page: Page, config: ShopConfig): ParseResult {
  const selectors = { ...config.fields, shop: config.shop };
  const found = extractListing(page.text, { url: page.finalUrl, selectors });
  const missing = missingParts(found);
  if (missing !== undefined || found.title === null)
    return changedLayout(`商品页上没有读到${missing ?? '标题'}，版面可能已变，请核对选择器：${page.url}`);
  const targets = found.shopUrl === null ? [] : [{ url: found.shopUrl, kind: 'shop' }];
  return { targets, items: [{ type: 'listing', url: page.url, listing: collected(found, found.title) }], problems: [] };
}

/** A listing without a title is none; one of which nothing but a title is known is some other page. */
function missingParts(found: ExtractedListing): string | undefined {
  if (found.title === null || found.title === '') return '标题';
  const known =
    found.price !== null || found.description !== null || found.availability !== null || Object.keys(found.attributes).length > 0;
  return known ? undefined : '价格、介绍和参数';
}

function collected(found: ExtractedListing, title: string): CollectedListing {
  return {
    title,
    description: found.description ?? '',
    attributes: { ...found.attributes },
    keywords: [...found.keywords],
    ...(found.price === null ? {} : { price: Number(found.price) }),
    ...(found.currency === null ? {} : { currency: found.currency }),
    ...(found.sku === null ? {} : { sku: found.sku }),
    ...(found.availability === null ? {} : { availability: found.availability }),
    images: [...found.images],
    ...(found.imageTexts.length === 0 ? {} : { imageTexts: [...found.imageTexts] }),
    seller: {
      name: found.seller ?? '',
      ...(found.shopUrl === null ? {} : { shopUrl: found.shopUrl }),
      ...(found.company === null ? {} : { company: found.company }),
      ...(found.uscc === null ? {} : { uscc: found.uscc }),
      ...(found.region === null ? {} : { region: found.region }),
    },
  };
}
