import { encodeGbk } from './gbk.ts';
import { atomFeed, rssFeed } from './pages/feeds.ts';
import { renderPage } from './pages/html.ts';
import { mallHome, searchPage, shopPage } from './pages/mall.ts';
import { itemPage } from './pages/mall-item.ts';
import { articlePage, listPage, siteName } from './pages/news.ts';
import { picture } from './png.ts';
import type { Article, Listing, NewsSite, Shop, World } from './types.ts';

export interface Answer {
  readonly type: string;
  readonly body: Buffer;
}

export interface Visit {
  readonly url: URL;
  readonly now: Date;
  readonly baseUrl: string;
}

/** What a path of the sample world shows at a moment; undefined where there is nothing (yet). */
export type Site = (visit: Visit) => Answer | undefined;

/** What may be shown: the world without what is planted in it. */
export type PublicWorld = Omit<World, 'truth'>;

const pageSize = 12;
const moreCount = 3;

function html(text: string): Answer {
  return { type: 'text/html; charset=utf-8', body: Buffer.from(text) };
}

/** Site C speaks GBK and does not say so, neither in the header nor in the page. */
function bareGbk(text: string): Answer {
  return { type: 'text/html', body: encodeGbk(text) };
}

function robots(): Answer {
  return { type: 'text/plain; charset=utf-8', body: Buffer.from('User-agent: *\nAllow: /\n') };
}

/** Other listings of the same topic, as a page shows them beside its own. */
function moreLike(listing: Listing, listings: readonly Listing[]): Listing[] {
  const others = listings.filter((other) => other.topic === listing.topic && other.id !== listing.id);
  const start = Number(listing.id.slice(1, 5)) % Math.max(others.length - moreCount, 1);
  return others.slice(start, start + moreCount);
}

function mallSite(world: PublicWorld): Site {
  const items = new Map(world.listings.map((listing) => [listing.path, listing]));
  const shops = new Map(world.shops.map((shop) => [shop.id, shop]));
  const shopPaths = new Map(world.shops.filter(({ name }) => name !== '').map((shop) => [shop.path, shop]));
  const pictures = new Map(world.listings.map(({ id, pictures: count }) => [id, count]));
  const shopOf = (listing: Listing): Shop => shops.get(listing.shop) ?? { id: '', name: '', path: '' };

  function search({ url }: Visit): Answer | undefined {
    const query = (url.searchParams.get('q') ?? '').trim();
    const page = Number(url.searchParams.get('page') ?? '1');
    if (!Number.isInteger(page) || page < 1) return undefined;
    const found = world.listings.filter((listing) => query !== '' && (listing.topic === query || listing.title.includes(query)));
    const results = found.slice((page - 1) * pageSize, page * pageSize).map((listing) => ({ listing, shop: shopOf(listing) }));
    return html(searchPage({ query, page, pages: Math.ceil(found.length / pageSize), total: found.length, results }));
  }
  function image(path: string): Answer | undefined {
    const match = /^\/mall\/img\/(\d+)(?:-(\d))?\.png$/.exec(path);
    const count = pictures.get(match?.[1] ?? '') ?? 0;
    return match !== null && Number(match[2] ?? '1') <= count ? { type: 'image/png', body: picture(path) } : undefined;
  }
  return (visit) => {
    const path = visit.url.pathname;
    if (path === '/mall/') return html(mallHome(world.topics));
    if (path === '/mall/search') return search(visit);
    const listing = items.get(path);
    if (listing !== undefined)
      return html(itemPage({ listing, shop: shopOf(listing), more: moreLike(listing, world.listings), baseUrl: visit.baseUrl }));
    const shop = shopPaths.get(path);
    if (shop === undefined) return image(path);
    return html(
      shopPage(
        shop,
        world.listings.filter((row) => row.shop === shop.id),
      ),
    );
  };
}

function newsSites(articles: readonly Article[]): Site {
  const byPath = new Map(articles.map((article) => [article.path, article]));
  /** Newest first. */
  function due(site: NewsSite, section: Article['section'], now: Date): Article[] {
    return articles
      .filter((article) => article.site === site && article.section === section && Date.parse(article.publishedAt) <= now.getTime())
      .reverse();
  }
  function feed(render: typeof rssFeed, type: string, articlesOf: (now: Date) => Article[], title: string): Site {
    return ({ url, now, baseUrl }) => ({
      type,
      body: Buffer.from(render({ title, baseUrl, path: url.pathname, articles: articlesOf(now) })),
    });
  }
  const lists: Readonly<Record<string, Site>> = {
    '/news-a/': ({ now }) => html(listPage('a', '最新报道', due('a', 'news', now))),
    '/news-a/feed.xml': feed(rssFeed, 'application/rss+xml; charset=utf-8', (now) => due('a', 'news', now), siteName('a')),
    '/news-a/posts.xml': feed(rssFeed, 'application/rss+xml; charset=utf-8', (now) => due('a', 'posts', now), `${siteName('a')}随手拍`),
    '/news-b/': ({ now }) => html(listPage('b', '最新报道', due('b', 'news', now))),
    '/news-b/atom.xml': feed(atomFeed, 'application/atom+xml; charset=utf-8', (now) => due('b', 'news', now), siteName('b')),
    '/news-c/index.html': ({ now }) => bareGbk(listPage('c', '最新报道', due('c', 'news', now))),
    '/news-c/bbs/': ({ now }) => bareGbk(listPage('c', '茶馆论坛', due('c', 'posts', now))),
  };
  return (visit) => {
    const list = lists[visit.url.pathname];
    if (list !== undefined) return list(visit);
    const article = byPath.get(visit.url.pathname);
    if (article === undefined || Date.parse(article.publishedAt) > visit.now.getTime()) return undefined;
    const others = due(article.site, article.section, new Date(Date.parse(article.publishedAt) - 1)).slice(0, moreCount);
    const text = articlePage(article, others);
    return article.site === 'c' ? bareGbk(text) : html(text);
  };
}

function entrance(): Answer {
  const links = [
    ['/mall/', '云集市（商城）'],
    ['/news-a/', '彩云观察网'],
    ['/news-b/', '西部民生在线'],
    ['/news-c/index.html', '高原晚报网'],
  ];
  const rows = links.map(([path, name]) => `<li><a href="${path}">${name}</a></li>`).join('');
  return html(renderPage({ title: '示例世界', body: `<h1>示例世界</h1><ul>${rows}</ul>` }));
}

/** The whole sample world as one site, by path. */
export function sampleSite(world: PublicWorld): Site {
  const mall = mallSite(world);
  const news = newsSites(world.articles);
  return (visit) => {
    const path = visit.url.pathname;
    if (/^(?:\/(?:mall|news-[abc]))?\/robots\.txt$/.test(path)) return robots();
    if (path === '/') return entrance();
    if (path.startsWith('/mall/')) return mall(visit);
    return news(visit);
  };
}
