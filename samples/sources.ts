/** A source definition as the sources feature takes it. */
export interface SampleSource {
  readonly id: string;
  readonly plugin: 'shop-html' | 'feed';
  readonly name: string;
  readonly url: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly brandIds?: readonly string[];
  readonly region?: string;
  readonly kind: 'shop' | 'news';
  /** Weight of the source: `marketplace`, `provincial`, `industry` or `forum`. */
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

const listSelectors = { item: 'ul.list li', link: 'a.t', date: '.d', author: '.u' };

/**
 * The sources to collect the sample world from.
 * @param baseUrl address of the sample server without a slash at the end
 */
export function sampleSources(baseUrl: string): SampleSource[] {
  const news = { plugin: 'feed', kind: 'news', intervalMinutes: 1, sample: true } as const;
  return [
    {
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
      grade: 'marketplace',
      intervalMinutes: 60,
      sample: true,
    },
    {
      ...news,
      id: 'sample-news-a',
      name: '彩云观察网（示例）',
      url: `${baseUrl}/news-a/feed.xml`,
      config: { format: 'feed' },
      region: '530000',
      grade: 'provincial',
    },
    {
      ...news,
      id: 'sample-posts-a',
      name: '彩云观察网随手拍（示例）',
      url: `${baseUrl}/news-a/posts.xml`,
      config: { format: 'feed' },
      grade: 'forum',
    },
    {
      ...news,
      id: 'sample-news-b',
      name: '西部民生在线（示例）',
      url: `${baseUrl}/news-b/atom.xml`,
      config: { format: 'feed' },
      grade: 'industry',
    },
    {
      ...news,
      id: 'sample-news-c',
      name: '高原晚报网（示例）',
      url: `${baseUrl}/news-c/index.html`,
      config: { format: 'html', ...listSelectors },
      region: '630000',
      grade: 'provincial',
    },
    {
      ...news,
      id: 'sample-bbs-c',
      name: '高原晚报网茶馆论坛（示例）',
      url: `${baseUrl}/news-c/bbs/`,
      config: { format: 'html', ...listSelectors },
      grade: 'forum',
    },
  ];
}
