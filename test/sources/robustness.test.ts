import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractArticle } from '#src/sources/extract-article.ts';
import { extractListing } from '#src/sources/extract-listing.ts';
import { readFeed } from '#src/sources/feed-reader.ts';

const PAGE = `<!doctype html><html lang="zh"><head><title>绿色云南_例网</title><script type="application/ld+json">{"@type":"Product","name":"茶","offers":{"price":"9"}}</script></head>
<body><div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">绿色云南</h1><p class="price">¥9</p></div><table class="params"><tr><th>产地</th><td>云南</td></tr></table><article><p>${'正文内容，'.repeat(40)}</p></article></body></html>`;

function readAll(html: string): void {
  const article = extractArticle(html, { url: 'https://www.example.cn/a' });
  const listing = extractListing(html, { url: 'https://www.example.cn/a' });
  expect(typeof article.text).toBe('string');
  expect(Array.isArray(listing.images)).toBe(true);
  JSON.stringify([article, listing, readFeed(html, 'https://www.example.cn/a')]);
}

describe('no page can make the reading fail', () => {
  test('cut off anywhere', () => {
    for (let end = 0; end < PAGE.length; end += 37) readAll(PAGE.slice(0, end));
  });

  test.each([
    ['10,000 elements deep', `${'<div>'.repeat(10_000)}<p>深处</p>`],
    ['10,000 deep and closed', `${'<div><b>'.repeat(5_000)}深处${'</b></div>'.repeat(5_000)}`],
    ['100,000 deep', '<i>'.repeat(100_000)],
    ['10,000 tables in tables', '<table><tr><td>'.repeat(10_000)],
    ['20,000 siblings', '<p>段落</p>'.repeat(20_000)],
    ['100,000 attributes', `<div ${'a=1 '.repeat(100_000)}>`],
    ['deep structured data', `<script type="application/ld+json">${'['.repeat(5_000)}${']'.repeat(5_000)}</script>`],
    ['a script that never ends', '<script>var x = "<p>"; '.repeat(1_000)],
    ['a comment that never ends', `<!-- ${'-'.repeat(50_000)}`],
    ['comments that are never closed', '<!--'.repeat(50_000)],
    ['scripts that are never closed', '<script>'.repeat(50_000)],
    ['bodies that are never closed', '<body '.repeat(50_000)],
    ['declarations that are never closed', '<!doctype '.repeat(50_000)],
    ['NUL bytes', PAGE.split('').join('\0')],
    ['half surrogates', PAGE.replaceAll('云', '\ud800')],
    ['a line of a million characters', `<p>${'来源：'.repeat(330_000)}</p>`],
    ['labels without end', `<p>${'作者：编辑：'.repeat(20_000)}</p>`],
    ['nothing but brackets', '<<<<>>>>'.repeat(5_000)],
    ['a frame set', '<html><frameset><frame src="x"></frameset></html>'],
    ['svg as root', '<svg><foreignObject><body><p>x</p></body></foreignObject></svg>'],
    ['a base that is no address', '<base href="http://[::1"><a href="x">x</a><img src="http://[">'],
  ])(
    '%s',
    (_case, html) => {
      readAll(html);
    },
    20_000,
  );

  test('put together from pieces of markup in any order', () => {
    const piece = fc.constantFrom(
      ...[
        '<html>',
        '<head>',
        '<body',
        '>',
        '</body>',
        '<p>',
        '</p>',
        '<table>',
        '<tr>',
        '<td>',
        '</table>',
        '<h1>',
        '<article>',
        '<script type="application/ld+json">',
        '</script>',
        '{"@type":"Product","offers":[',
        ']}',
        '<meta property="og:title" content="',
        '"',
        "'",
        '<base href="',
        '<a href="',
        '//',
        'http://',
        '来源：',
        '2026-11-20',
        '¥9.9',
        '<rss>',
        '<item>',
        '<![CDATA[',
        ']]>',
        '&#xD800;',
        '&amp',
        '\0',
        '<svg>',
        '<template>',
        '<!--',
        '文字',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => readAll(pieces.join(''))),
      { numRuns: 150 },
    );
  }, 30_000);
});
