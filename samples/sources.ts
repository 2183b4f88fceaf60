/** A source definition as the sources feature takes it. */
export interface SampleSource {
  readonly id: string;
  readonly plugin: 'shop-html' | 'feed' | 'article-list';
  readonly name: string;
  readonly url: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly brandIds?: readonly string[];
  readonly region?: string;
  readonly kind: 'shop' | 'news';
  /** Weight of the source, one of the grades of rules/opinion/warnings.yaml. */
  readonly grade: string;
  readonly intervalMinutes: number;
  readonly sample: true;
}

/** What the mall is searched for; its twelve categories, so that every listing is found by at least one word. */
export const sampleKeywords: readonly string[] = [
  '茶叶',
  '咖啡',
  '滋补',
  '鲜果',
  '零食',
  '腊味',
  '杂粮',
  '调味',
  '酒水',
  '工艺',
  '民宿',
  '企业服务',
];

/** How list pages without a feed are read. */
const listPage = { item: 'ul.list li', link: 'a.t', date: '.d', author: '.u' };

function mallSource(baseUrl: string): SampleSource {
  return {
    id: 'sample-mall',
    plugin: 'shop-html',
    name: '云集市（示例）',
    url: `${baseUrl}/mall/`,
    config: {
      search: `${baseUrl}/mall/search?q={keyword}&page=1`,
      keywords: sampleKeywords,
      item: 'a.item',
      next: 'a.next',
      shop: 'a.shop-name, .pdp-seller a',
      licence: 'table.licence',
      maxPages: 5,
    },
    kind: 'shop',
    grade: 'portal',
    intervalMinutes: 60,
    sample: true,
  };
}

interface NewsSource {
  readonly plugin: SampleSource['plugin'];
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly grade: string;
  readonly region?: string;
}

const newsSources: readonly NewsSource[] = [
  {
    plugin: 'feed',
    id: 'sample-news-a',
    name: '彩云观察网（示例）',
    path: '/news-a/feed.xml',
    config: {},
    grade: 'provincial',
    region: '530000',
  },
  { plugin: 'feed', id: 'sample-posts-a', name: '彩云观察网随手拍（示例）', path: '/news-a/posts.xml', config: {}, grade: 'user' },
  { plugin: 'feed', id: 'sample-news-b', name: '西部民生在线（示例）', path: '/news-b/atom.xml', config: {}, grade: 'industry' },
  {
    plugin: 'article-list',
    id: 'sample-news-c',
    name: '高原晚报网（示例）',
    path: '/news-c/index.html',
    config: listPage,
    grade: 'provincial',
    region: '630000',
  },
  { plugin: 'article-list', id: 'sample-bbs-c', name: '高原晚报网茶馆论坛（示例）', path: '/news-c/bbs/', config: listPage, grade: 'user' },
];

/**
 * The sources to collect the sample world from.
 * @param baseUrl address of the sample server without a slash at the end
 */
export function sampleSources(baseUrl: string): SampleSource[] {
  const news = newsSources.map(({ path, ...source }): SampleSource => {
    return { ...source, url: baseUrl + path, kind: 'news', intervalMinutes: 1, sample: true };
  });
  return [mallSource(baseUrl), ...news];
}
