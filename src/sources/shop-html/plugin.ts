import type { FetchTarget, SourcePlugin } from '../source.ts';
import { type ShopConfig, shopConfigSchema } from './config.ts';
import { parseListing } from './listing.ts';
import { parseSearch } from './search.ts';
import { parseShop } from './shop.ts';

export const shopHtml: SourcePlugin<ShopConfig> = {
  id: 'shop-html',
  name: '商城网页',
  summary: '读取商城网页：搜索页找到商品，商品页读取内容，店铺页读取营业执照公示。',
  configSchema: shopConfigSchema,
  kinds: ['search', 'listing', 'shop'],
  seeds: (config, source) => searchAddresses(config).map((each) => seedOf(each, source.url)),
  parse: (page, target, config) => {
    if (target.kind === 'listing') return parseListing(page, config);
    return target.kind === 'shop' ? parseShop(page, config) : parseSearch(page, target, config);
  },
};

interface SearchAddress {
  readonly url: string;
  readonly keyword?: string;
}

function searchAddresses(config: ShopConfig): SearchAddress[] {
  return config.search.flatMap((url) =>
    url.includes('{keyword}')
      ? config.keywords.map((keyword) => ({ url: url.replaceAll('{keyword}', encodeURIComponent(keyword)), keyword }))
      : [{ url }],
  );
}

function seedOf({ url, keyword }: SearchAddress, home: string): FetchTarget {
  const context = { page: '1', ...(keyword === undefined ? {} : { keyword }) };
  return { url: URL.parse(url, home)?.href ?? url, kind: 'search', context };
}
