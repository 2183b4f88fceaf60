import { addMinutes } from './calendar.ts';
import type { CrisisData, NewsData } from './data.ts';
import type { Random } from './random.ts';
import type { Article, CrisisTruth, NewsSite } from './types.ts';

/** How far ordinary coverage reaches back before the start, in minutes. */
const pastMinutes = 10 * 24 * 60;

interface Story {
  readonly site: NewsSite;
  readonly section: Article['section'];
  readonly title: string;
  readonly author: string;
  readonly outlet: string;
  readonly minutes: number;
  readonly body: readonly string[];
  /** Index of the crisis the story belongs to. */
  readonly crisis?: number;
}

const forums: Readonly<Record<NewsSite, string>> = { a: '彩云观察网·随手拍', b: '西部民生在线', c: '高原晚报网·茶馆论坛' };

function pathOf(story: Story, id: string): string {
  if (story.site === 'b') return `/news-b/article/${id}.html`;
  if (story.site === 'a') return story.section === 'posts' ? `/news-a/post/${id}.html` : `/news-a/news/${id}.html`;
  return story.section === 'posts' ? `/news-c/bbs/thread-${id}.html` : `/news-c/html/${id}.htm`;
}

/** The same report in another outlet: another headline, a lead-in, often without its last paragraph. */
function reposted(title: string, body: readonly string[], from: string, random: Random): { title: string; body: string[] } {
  const kept = body.length > 2 && random.next() < 0.5 ? body.slice(0, -1) : [...body];
  const [first = '', ...rest] = kept;
  const leads = [`据${from}报道，${first}`, `${first}（转自${from}）`, `【转载】${first}`];
  const titles = [title, `转载｜${title}`, title.replace(' ', '：'), `${title}（转）`];
  return { title: random.pick(titles), body: [random.pick(leads), ...rest] };
}

const otherSites: Readonly<Record<NewsSite, readonly NewsSite[]>> = { a: ['b', 'c'], b: ['a', 'c'], c: ['a', 'b'] };

/** An ordinary report and its reposts elsewhere in the hours after. */
function reportStories(report: NewsData['articles'][number], news: NewsData, random: Random): Story[] {
  const { site, title, body, reposts } = report;
  const outlet = random.pick(news.sites[site].outlets);
  const minutes = report.minutes ?? -random.int(600, pastMinutes - 60);
  const original: Story = { site, section: 'news', title, author: random.pick(news.reporters), outlet, minutes, body };
  const copies = Array.from({ length: reposts }, (): Story => {
    const copySite = random.pick(otherSites[site]);
    const copyOutlet = random.pick(news.sites[copySite].outlets);
    const later = Math.min(minutes + random.int(40, 560), -5);
    return {
      site: copySite,
      section: 'news',
      ...reposted(title, body, outlet, random),
      author: '编辑部',
      outlet: copyOutlet,
      minutes: later,
    };
  });
  return [original, ...copies];
}

function postStory({ site, title, body }: NewsData['posts'][number], news: NewsData, random: Random): Story {
  const minutes = -random.int(10, pastMinutes - 60);
  return { site, section: 'posts', title, author: random.pick(news.posters), outlet: forums[site], minutes, body: [body] };
}

function ordinaryStories(news: NewsData, random: Random): Story[] {
  return [
    ...news.articles.flatMap((report) => reportStories(report, news, random)),
    ...news.posts.map((post) => postStory(post, news, random)),
  ];
}

function crisisStories(crisis: CrisisData, index: number, random: Random): Story[] {
  const stories: Story[] = [];
  for (const item of crisis.items) {
    const base = {
      site: item.site,
      section: item.section,
      author: item.author,
      outlet: item.outlet ?? forums[item.site],
      minutes: item.at,
      crisis: index,
    };
    const original = item.repostOf === undefined ? undefined : stories[item.repostOf - 1];
    if (original !== undefined) stories.push({ ...base, ...reposted(original.title, original.body, original.outlet, random) });
    else stories.push({ ...base, title: item.title ?? '', body: item.body ?? [] });
  }
  return stories;
}

export interface Coverage {
  /** In order of publication. */
  readonly articles: readonly Article[];
  readonly crises: readonly CrisisTruth[];
}

/** All that the three news sites publish around `startedAt`, and which of it belongs to the planted crises. */
export function writeArticles(news: NewsData, crises: readonly CrisisData[], startedAt: Date, random: Random): Coverage {
  const stories = [...ordinaryStories(news, random), ...crises.flatMap((crisis, index) => crisisStories(crisis, index, random))];
  const ids = random
    .shuffle(stories.map((_story, index) => index))
    .map((index) => `${String(index + 1).padStart(3, '0')}${random.digits(5)}`);
  const written = stories.map((story, index) => {
    const id = ids[index] ?? '';
    const { site, section, title, author, outlet, body } = story;
    const publishedAt = addMinutes(startedAt, story.minutes).toISOString();
    return { crisis: story.crisis, article: { id, site, section, path: pathOf(story, id), title, author, outlet, publishedAt, body } };
  });
  written.sort((a, b) => Date.parse(a.article.publishedAt) - Date.parse(b.article.publishedAt) || (a.article.id < b.article.id ? -1 : 1));
  return {
    articles: written.map(({ article }) => article),
    crises: crises.map(({ id, brand, title }, index) => ({
      id,
      brand,
      title,
      articlePaths: written.filter((row) => row.crisis === index).map(({ article }) => article.path),
    })),
  };
}
