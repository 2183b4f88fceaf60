import { shanghaiMinute } from '../calendar.ts';
import type { Article, NewsSite } from '../types.ts';
import { escapeHtml, paragraphs, renderPage } from './html.ts';

interface SiteLook {
  readonly name: string;
  readonly home: string;
  readonly menu: readonly string[];
}

const looks: Readonly<Record<NewsSite, SiteLook>> = {
  a: { name: '彩云观察网（示例）', home: '/news-a/', menu: ['要闻', '民生', '产业', '文旅', '随手拍'] },
  b: { name: '西部民生在线（示例）', home: '/news-b/', menu: ['首页', '消费', '品牌', '财经', '视频'] },
  c: { name: '高原晚报网（示例）', home: '/news-c/index.html', menu: ['首页', '青海', '河湟', '牧区', '茶馆论坛'] },
};

export function siteName(site: NewsSite): string {
  return looks[site].name;
}

function navigation(site: NewsSite): string {
  const { name, home, menu } = looks[site];
  return `<div class="nav"><a class="logo" href="${home}">${name}</a>${menu.map((label) => `<a href="${home}">${label}</a>`).join('')}</div>`;
}

function when(article: Article): string {
  return shanghaiMinute(new Date(article.publishedAt));
}

function related(articles: readonly Article[]): string {
  return `<div class="related"><h3>相关阅读</h3><ul>${articles.map((other) => `<li><a href="${other.path}">${escapeHtml(other.title)}</a></li>`).join('')}</ul></div>`;
}

const tail = '<div class="share">分享到：微信 微博 朋友圈</div><div class="statement">责任编辑：示例编辑 声明：转载请注明来源。</div>';

function siteA(article: Article): string {
  const { section, title, author, outlet, publishedAt, body } = article;
  const by =
    section === 'posts'
      ? `<span class="poster">${escapeHtml(author)}</span>`
      : `来源：<span class="source">${escapeHtml(outlet)}</span> 作者：<span class="author">${escapeHtml(author)}</span>`;
  return `<article><h1>${escapeHtml(title)}</h1><div class="meta"><time datetime="${publishedAt}">${when(article)}</time> ${by}</div><div class="content">\n${paragraphs(body)}\n</div></article>`;
}

function siteB({ title, author, outlet, publishedAt, body }: Article): string {
  const date = shanghaiMinute(new Date(publishedAt));
  return `<div id="main"><h2 class="headline">${escapeHtml(title)}</h2><p class="byline">${date} | ${escapeHtml(outlet)} | 记者：${escapeHtml(author)}</p>\n${paragraphs(body)}\n</div>`;
}

function siteC(article: Article): string {
  const { section, title, author, outlet, body } = article;
  if (section === 'posts') {
    return `<table class="thread"><tr><td class="user">${escapeHtml(author)}</td><td><h1>${escapeHtml(title)}</h1><div class="t">发表于 ${when(article)}</div><div class="post">\n${paragraphs(body)}\n</div></td></tr></table>`;
  }
  return `<div class="text"><h1>${escapeHtml(title)}</h1><div class="info">${when(article)}　来源：${escapeHtml(outlet)}　作者：${escapeHtml(author)}</div>\n${paragraphs(body)}\n</div>`;
}

const bodies: Readonly<Record<NewsSite, (article: Article) => string>> = { a: siteA, b: siteB, c: siteC };

function headOf({ site, author, publishedAt }: Article): string {
  if (site !== 'a') return '';
  return `<meta property="article:published_time" content="${publishedAt}">\n<meta name="author" content="${escapeHtml(author)}">\n`;
}

/** An article with what stands around it on a real site: navigation, related links, sharing, footer. */
export function articlePage(article: Article, others: readonly Article[]): string {
  const body = `${navigation(article.site)}\n${bodies[article.site](article)}\n${tail}\n${related(others)}`;
  return renderPage({
    title: `${article.title}_${siteName(article.site)}`,
    head: headOf(article),
    body,
    declareCharset: article.site !== 'c',
  });
}

/** A list page, newest first. */
export function listPage(site: NewsSite, heading: string, articles: readonly Article[]): string {
  const rows = articles.map(
    (article) =>
      `<li><a class="t" href="${article.path}">${escapeHtml(article.title)}</a> <span class="u">${escapeHtml(article.section === 'posts' ? article.author : article.outlet)}</span> <span class="d">${when(article)}</span></li>`,
  );
  const body = `${navigation(site)}<h1>${heading}</h1>\n<ul class="list">\n${rows.join('\n')}\n</ul>`;
  return renderPage({ title: `${heading}_${siteName(site)}`, body, declareCharset: site !== 'c' });
}
