import type { Listing, Shop } from '../types.ts';
import { escapeHtml, renderPage } from './html.ts';

const top = '<header class="top"><a href="/mall/">云集市</a></header>';

export function mallHome(topics: readonly string[]): string {
  const links = topics.map((topic) => `<li><a href="/mall/search?q=${encodeURIComponent(topic)}&amp;page=1">${escapeHtml(topic)}</a></li>`);
  return renderPage({ title: '云集市（示例商城）', body: `${top}<main><h1>全部分类</h1><ul class="topics">${links.join('')}</ul></main>` });
}

export interface SearchPage {
  readonly query: string;
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly results: readonly { readonly listing: Listing; readonly shop: Shop }[];
}

export function searchPage({ query, page, pages, total, results }: SearchPage): string {
  const cards = results.map(
    ({ listing, shop }) =>
      `<li class="card"><a class="item" href="${listing.path}"><img src="/mall/img/${listing.id}.png" alt="" width="80" height="80"><span>${escapeHtml(listing.title)}</span></a><i>¥${listing.price.toFixed(2)}</i> <small>${escapeHtml(shop.name)}</small></li>`,
  );
  const address = (to: number) => `/mall/search?q=${encodeURIComponent(query)}&amp;page=${to}`;
  const previous = page > 1 ? `<a class="prev" href="${address(page - 1)}">上一页</a>` : '';
  const next = page < pages ? `<a class="next" href="${address(page + 1)}">下一页</a>` : '';
  const body = `${top}<main><h1>“${escapeHtml(query)}”的搜索结果</h1><p>共 ${total} 件</p>
<ul class="results">${cards.join('\n')}</ul>
<div class="pager">${previous}<span>${page}/${Math.max(pages, 1)}</span>${next}</div></main>`;
  return renderPage({ title: `${query} - 云集市搜索`, body });
}

/** A shop's page with its licence table; a shop that shows none says so. */
export function shopPage(shop: Shop, listings: readonly Listing[]): string {
  const licence =
    shop.company === undefined
      ? '<p class="no-licence">该店铺为个人店铺，未公示营业执照。</p>'
      : `<table class="licence"><caption>营业执照信息</caption><tr><th>企业名称</th><td>${escapeHtml(shop.company)}</td></tr><tr><th>统一社会信用代码</th><td>${shop.uscc ?? ''}</td></tr><tr><th>住所</th><td>${escapeHtml(shop.address ?? '')}</td></tr></table>`;
  const items = listings.map((listing) => `<li><a class="item" href="${listing.path}">${escapeHtml(listing.title)}</a></li>`);
  const body = `${top}<main><h1 class="shop-title">${escapeHtml(shop.name)}</h1>${licence}<h2>在售商品</h2><ul class="items">${items.join('\n')}</ul></main>`;
  return renderPage({ title: `${shop.name} - 云集市店铺`, body });
}
