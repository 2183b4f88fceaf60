import { describe, expect, test } from 'vitest';
import { extractListing } from '#src/sources/extract-listing.ts';

const URL_OF_PAGE = 'https://mall.example.cn/item/1.html';
const read = (body: string, head = '') =>
  extractListing(`<html><head><title>普洱茶饼 - 例集市</title>${head}</head><body>${body}</body></html>`, { url: URL_OF_PAGE });
const ld = (data: unknown): string =>
  `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`;

describe('what a shop page says for machines', () => {
  test.each([
    ['an offer', { price: '268.00', priceCurrency: 'CNY' }, '268', 'CNY'],
    ['a number', { price: 268.5, priceCurrency: 'cny' }, '268.5', 'CNY'],
    ['an aggregate', { '@type': 'AggregateOffer', lowPrice: '98', highPrice: '268', priceCurrency: 'CNY' }, '98', 'CNY'],
    ['an aggregate with offers', { '@type': 'AggregateOffer', offers: [{ price: '88', priceCurrency: 'CNY' }] }, '88', 'CNY'],
    ['several offers', [{ price: '1,299.00', priceCurrency: 'USD' }, { price: '5' }], '1299', 'USD'],
    ['a price specification', { priceSpecification: [{ price: '59', priceCurrency: 'CNY' }] }, '59', 'CNY'],
  ])('%s', (...[, offers, price, currency]) => {
    expect(read('', ld({ '@type': 'Product', name: '茶', offers }))).toMatchObject({ title: '茶', price, currency });
  });

  test('the product of the page, not its neighbours', () => {
    const neighbour = { '@type': 'Product', name: '别的茶' };
    expect(read('', ld([neighbour, { '@type': ['Product'], name: '普洱茶饼', offers: { price: 1 } }]))).toMatchObject({
      title: '普洱茶饼',
      price: '1',
    });
  });

  test.each([
    ['line breaks within texts', '{"@type":"Product","name":"普洱\n茶饼","offers":{"price":"9"}}', '普洱 茶饼'],
    ['a comma too many', '{"@type":"Product","name":"普洱茶饼","offers":{"price":"9",},}', '普洱茶饼'],
    ['comment brackets', '<!-- {"@type":"Product","name":"普洱茶饼","offers":{"price":"9"}} -->', '普洱茶饼'],
  ])('with mistakes: %s', (...[, text, title]) => {
    expect(read('', ld(text))).toMatchObject({ title, price: '9' });
  });

  test('unreadable data is passed over and the page itself is read', () => {
    expect(read('<h1>普洱茶饼</h1><div class="price">¥68</div>', ld('{"@type":"Product",'))).toMatchObject({
      title: '普洱茶饼',
      price: '68',
      currency: 'CNY',
    });
  });
});

describe('what a shop page says for people', () => {
  test('the price paid now, not the former one', () => {
    expect(read('<h1>茶</h1><p class="price">原价：<s>¥399.00</s> 券后价：¥268.00</p>')).toMatchObject({ price: '268', currency: 'CNY' });
    expect(read('<h1>茶</h1><del class="price">¥399</del><span class="price">¥268</span>')).toMatchObject({ price: '268' });
  });

  test('pairs in tables, lists and lines', () => {
    const table = '<table class="params"><tr><th>产地</th><td>云南</td><th>净含量</th><td>357克</td></tr></table>';
    expect(read(`<h1>茶</h1>${table}`).attributes).toEqual({ 产地: '云南', 净含量: '357克' });
    expect(read('<h1>茶</h1><dl class="spec"><dt>产地：</dt><dd>云南</dd></dl>').attributes).toEqual({ 产地: '云南' });
  });

  test('reviews and neighbours are not the listing', () => {
    const found = read(
      '<h1>茶</h1><div class="detail"><p>古树春茶，手工压制。</p><div class="comments"><p>绿色云南的茶</p></div></div><div class="recommend"><span class="price">¥1</span></div>',
    );
    expect(found.description).toBe('古树春茶，手工压制。');
    expect(found.price).toBeNull();
  });

  test.each([
    ['<button>加入购物车</button>', 'InStock'],
    ['<button disabled>已售罄</button>', 'OutOfStock'],
    ['<p class="stock">暂时缺货，到货通知</p><button>加入购物车</button>', 'OutOfStock'],
    ['<div class="recommend"><button>已售罄</button></div>', null],
  ])('stock: %s', (body, availability) => {
    expect(read(`<h1>茶</h1>${body}`).availability).toBe(availability);
  });

  test('the shop and its address', () => {
    expect(read('<h1>茶</h1><div class="shop">店铺：<a href="/shop/7">例山茶业</a></div>')).toMatchObject({
      seller: '例山茶业',
      shopUrl: 'https://mall.example.cn/shop/7',
    });
    expect(read('<h1>茶</h1><a href="/store/7">例山茶业</a>')).toMatchObject({
      seller: '例山茶业',
      shopUrl: 'https://mall.example.cn/store/7',
    });
    expect(read('<h1>茶</h1>')).toMatchObject({ seller: null, shopUrl: null });
  });

  test('the enterprise behind the shop, where its licence is on the page', () => {
    const found = read(
      '<h1>茶</h1><table><tr><td>企业名称</td><td>例山茶业有限公司</td></tr><tr><td>统一社会信用代码</td><td>91530000XXXX00012A</td></tr></table>',
    );
    expect(found).toMatchObject({ company: '例山茶业有限公司', uscc: '91530000XXXX00012A' });
    expect(read('<h1>茶</h1><p>名称：普洱茶饼</p>').company).toBeNull();
  });

  test('selectors of the shop replace guesses, but not what is said for machines', () => {
    const body = '<h1>大促</h1><div class="t2">普洱茶饼</div><i class="now">88.00</i><span class="price">¥1</span>';
    const selectors = { title: '.t2', price: '.now' };
    expect(extractListing(`<body>${body}</body>`, { selectors })).toMatchObject({ title: '普洱茶饼', price: '88' });
    expect(extractListing(`<body>${ld({ '@type': 'Product', name: '茶' })}${body}</body>`, { selectors })).toMatchObject({
      title: '茶',
      price: '88',
    });
  });
});
