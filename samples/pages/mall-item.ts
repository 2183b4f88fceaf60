import type { Listing, Shop } from '../types.ts';
import { escapeHtml, paragraphs, renderPage, scriptJson } from './html.ts';

export interface ItemPage {
  readonly listing: Listing;
  readonly shop: Shop;
  /** Other items of the mall, as every shop page shows them. */
  readonly more: readonly Listing[];
  readonly baseUrl: string;
}

function picturePaths(listing: Listing): string[] {
  return Array.from({ length: listing.pictures }, (_value, index) => `/mall/img/${listing.id}${index === 0 ? '' : `-${index + 1}`}.png`);
}

function pictures(listing: Listing): string {
  return picturePaths(listing)
    .map((path, index) => `<img src="${path}" width="160" height="160" alt="商品图${index + 1}">`)
    .join('');
}

function metaTags(listing: Listing): string {
  const keywords = listing.keywords.length === 0 ? '' : `<meta name="keywords" content="${escapeHtml(listing.keywords.join(','))}">\n`;
  return `${keywords}<meta name="format-detection" content="telephone=no">\n`;
}

function moreItems(more: readonly Listing[]): string {
  return `<aside class="more"><h3>看了又看</h3><ul>${more.map((item) => `<li><a href="${item.path}">${escapeHtml(item.title)}</a></li>`).join('')}</ul></aside>`;
}

function reviewList(listing: Listing): string {
  const rows = listing.reviews.map(({ by, text }) => `<li><b>${escapeHtml(by)}</b>：${escapeHtml(text)}</li>`);
  return `<section class="reviews"><h3>买家评价（${rows.length}）</h3><ul>${rows.join('')}</ul></section>`;
}

function productData({ listing, shop, baseUrl }: ItemPage): unknown {
  const seller = shop.name === '' ? undefined : { '@type': 'Organization', name: shop.name, url: baseUrl + shop.path };
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: listing.title,
    sku: listing.id,
    description: listing.description.join('\n'),
    image: picturePaths(listing).map((path) => baseUrl + path),
    brand: listing.brand === undefined ? undefined : { '@type': 'Brand', name: listing.brand },
    additionalProperty: Object.entries(listing.attributes).map(([name, value]) => ({ '@type': 'PropertyValue', name, value })),
    offers: {
      '@type': 'Offer',
      price: listing.price.toFixed(2),
      priceCurrency: 'CNY',
      availability: `https://schema.org/${listing.inStock ? 'InStock' : 'OutOfStock'}`,
      url: baseUrl + listing.path,
      seller,
    },
  };
}

function structuredPage(page: ItemPage): string {
  const { listing, shop, more } = page;
  const rows = Object.entries(listing.attributes).map(
    ([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  const head = `${metaTags(listing)}<script type="application/ld+json">\n${scriptJson(productData(page))}\n</script>\n`;
  const seller = shop.name === '' ? '' : `<div class="pdp-seller">店铺：<a href="${shop.path}">${escapeHtml(shop.name)}</a></div>`;
  const body = `<header class="top"><a href="/mall/">云集市</a> <form action="/mall/search"><input name="q" placeholder="搜商品"></form></header>
<main class="pdp">
<div class="pdp-gallery">${pictures(listing)}</div>
<div class="pdp-info"><h1 class="pdp-title">${escapeHtml(listing.title)}</h1>
<div class="pdp-price"><span>¥</span><strong>${listing.price.toFixed(2)}</strong></div>
${seller}<button${listing.inStock ? '' : ' disabled'}>${listing.inStock ? '立即购买' : '已售罄'}</button></div>
<section class="pdp-spec"><h2>规格参数</h2><table>${rows.join('')}</table></section>
<section class="pdp-desc"><h2>商品介绍</h2>
${paragraphs(listing.description)}
</section>
${reviewList(listing)}
${moreItems(more)}
</main>`;
  return renderPage({ title: `${listing.title} - 云集市`, head, body });
}

function plainPage({ listing, shop, more }: ItemPage): string {
  const rows = Object.entries(listing.attributes).map(([name, value]) => `<li>${escapeHtml(name)}：${escapeHtml(value)}</li>`);
  const seller = shop.name === '' ? '' : `<a class="shop-name" href="${shop.path}">${escapeHtml(shop.name)}</a>`;
  const body = `<div id="nav"><a href="/mall/">首页</a><a href="/mall/">全部分类</a></div>
<div class="goods"><div class="pics">${pictures(listing)}</div>
<h1 class="goods-title">${escapeHtml(listing.title)}</h1>
<p class="price">价格：¥<em>${listing.price.toFixed(2)}</em> ${listing.inStock ? '有货' : '缺货'}</p>
<p class="shop">${seller}</p>
<ul class="params">${rows.join('')}</ul>
<div class="detail">
${paragraphs(listing.description)}
</div>
${reviewList(listing)}</div>
${moreItems(more)}`;
  return renderPage({ title: `${listing.title}_云集市商城`, head: metaTags(listing), body });
}

/** A listing's page, in one of the mall's two builds. */
export function itemPage(page: ItemPage): string {
  return page.listing.build === 'structured' ? structuredPage(page) : plainPage(page);
}
