import { describe, expect, test } from 'vitest';
import { extractArticle } from '#src/sources/extract-article.ts';

const BODY =
  '<p>市场监管部门二十日通报，某企业在未取得认证的情况下，在包装上印制“绿色云南”标志，执法人员现场查封包装物三千余件，涉案金额约十二万元。</p><p>该企业自今年三月起使用上述包装，案件正在进一步调查，主管部门提醒消费者核验证书编号，发现冒用可以拨打举报电话。</p>';

function page(parts: { readonly head?: string; readonly byline?: string; readonly title?: string }): string {
  const { head = '', byline = '', title = '某企业冒用绿色云南标志被查处' } = parts;
  return `<html><head><title>${title}_例网</title>${head}</head><body><div class="nav"><a href="/">首页</a></div><div class="main"><h1>${title}</h1>${byline}<div class="content">${BODY}</div></div></body></html>`;
}

describe('the byline of a Chinese news page', () => {
  test.each([
    ['<p>2026-11-20 09:10　来源：例日报　作者：李明</p>', '例日报', '李明', '2026-11-20T09:10:00+08:00'],
    ['<p>2026年11月20日 09:10 来源： 例州发布 记者 王芳</p>', '例州发布', '王芳', '2026-11-20T09:10:00+08:00'],
    [
      '<p><span>发布时间：2026/11/20 9:05:07</span><span> 信息来源：例州市市场监督管理局</span></p>',
      '例州市市场监督管理局',
      null,
      '2026-11-20T09:05:07+08:00',
    ],
    ['<p>2026-11-20 | 例视新闻 | 记者：李明 王芳</p>', '例视新闻', '李明 王芳', '2026-11-20T00:00:00+08:00'],
    ['<p>（来源：例报）</p><time datetime="2026-11-20T01:10:00Z">今天</time>', '例报', null, '2026-11-20T01:10:00Z'],
    ['<p>来源：例日报（客户端） 作者：才让·多杰　编辑：卓玛</p>', '例日报（客户端）', '才让·多杰', null],
    ['<p>下午好，2026年11月20日 下午3:20</p>', null, null, '2026-11-20T15:20:00+08:00'],
  ])('%s', (...[byline, outlet, author, publishedAt]) => {
    const found = extractArticle(page({ byline }));
    expect({ outlet: found.outlet, author: found.author, publishedAt: found.publishedAt }).toEqual({ outlet, author, publishedAt });
    expect(found.title).toBe('某企业冒用绿色云南标志被查处');
    expect(found.text).toMatch(/^市场监管部门二十日通报[\s\S]*举报电话。$/);
  });

  test('what the page says for machines comes first', () => {
    const head =
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"另一个标题","datePublished":"2026-11-19T22:00:00+08:00","author":[{"@type":"Person","name":"李明"},{"name":"王芳"}]}</script>';
    expect(extractArticle(page({ head, byline: '<p>2026-11-20</p>' }))).toMatchObject({
      author: '李明、王芳',
      publishedAt: '2026-11-19T22:00:00+08:00',
    });
  });

  test('a date in the address is used where the page has none', () => {
    expect(extractArticle(page({}), { url: 'https://news.example.cn/2026/1120/c1.html' }).publishedAt).toBe('2026-11-20T00:00:00+08:00');
    expect(extractArticle(page({})).publishedAt).toBeNull();
  });

  test.each(['管理员', 'admin', 'https://news.example.cn/u/1', '2026-11-20'])('%s is no author', (author) => {
    expect(extractArticle(page({ head: `<meta name="author" content="${author}">` })).author).toBeNull();
  });
});

describe('the title', () => {
  test.each([
    ['<title>绿色云南认证新规发布_例网</title><h1>绿色云南认证新规发布</h1>', '绿色云南认证新规发布'],
    ['<title>绿色云南认证新规发布 - 例网</title>', '绿色云南认证新规发布'],
    ['<title>首页</title><meta property="og:title" content="绿色云南认证新规发布|例网">', '绿色云南认证新规发布'],
    [
      '<title>例网</title><h1>例网</h1><h2>绿色云南认证新规发布</h2><meta property="og:title" content="绿色云南认证新规发布">',
      '绿色云南认证新规发布',
    ],
    ['<title>COVID-19 in Yunnan</title>', 'COVID-19 in Yunnan'],
  ])('%s', (head, title) => {
    expect(extractArticle(`<html><head>${head}</head><body>${BODY}</body></html>`).title).toBe(title);
  });
});

describe('the body', () => {
  test('leaves out editors, sharing, neighbours and the foot', () => {
    const found = extractArticle(
      page({ byline: '<p>2026-11-20 来源：例网</p>' }).replace(
        '</body>',
        '<p>责任编辑：赵六</p><div class="share">分享到：微信</div><div class="related"><h3>相关阅读</h3><ul><li><a href="/2">别的新闻</a></li></ul></div><footer>版权所有</footer></body>',
      ),
    );
    expect(found.text).not.toMatch(/责任编辑|分享到|相关阅读|别的新闻|版权所有|来源/);
  });

  test('of a short post is found although the foot is longer', () => {
    const foot = `<footer class="foot"><p>${'例网声明内容均为网友发布，'.repeat(8)}</p></footer>`;
    const found = extractArticle(
      `<html><head><title>求推荐茶山民宿_茶馆</title></head><body><article><h1>求推荐茶山民宿</h1><div class="content"><p>三个人，下雨天，求室内。</p></div></article>${foot}</body></html>`,
    );
    expect(found.text).toBe('三个人，下雨天，求室内。');
  });

  test('keeps paragraphs, pictures and invisible characters as they are', () => {
    const found = extractArticle(
      page({}).replace('绿色云南”标志', '绿\u200b色云南”标志<img data-src="/p/1.jpg" src="data:image/gif;base64,x">'),
      { url: 'https://news.example.cn/a/b.html' },
    );
    expect(found.text.split('\n')).toHaveLength(2);
    expect(found.text).toContain('绿\u200b色云南');
    expect(found.images).toEqual(['https://news.example.cn/p/1.jpg']);
    expect(found.html).toContain('<p>');
    expect(found.language).toBe('zh');
  });

  test('is found whatever frame the page has', () => {
    const old = '<!--[if IE 8]><html class="ie8"><![endif]--><!--[if !IE]><!--><html lang="zh-CN"><!--<![endif]-->';
    const article = `<article><h1>绿色云南认证新规发布</h1>${BODY}</article>`;
    for (const html of [
      `<!doctype html>${old}<head><title>绿色云南认证新规发布</title></head><body>${article}</body></html>`,
      `<html lang="zh-CN"><head><title>绿色云南认证新规发布</title></head>${article}</html>`,
      `<html lang="zh-CN"><title>绿色云南认证新规发布</title>${article}`,
      `<title>绿色云南认证新规发布</title><script>document.write('<body><html>')</script>${article}`,
      `<html lang="zh-CN"><body><p>x</p></body><body>${article}</body></html>`,
    ]) {
      expect(extractArticle(html)).toMatchObject({
        title: '绿色云南认证新规发布',
        text: expect.stringContaining('市场监管部门二十日通报'),
      });
    }
    expect(extractArticle(`${old}<body>${article}`).language).toBe('zh-CN');
  });
});
