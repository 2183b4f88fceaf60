import type { EventDetail } from '#src/opinion/event-schemas.ts';
import { hourOf } from '../shared/time.ts';

export interface HourlyCounts {
  /** `11-21 12 时`, or the day alone where steps are days. */
  readonly labels: readonly string[];
  readonly negative: readonly number[];
  readonly neutral: readonly number[];
  readonly positive: readonly number[];
}

const hour = 3_600_000;
const mostHours = 24 * 4;

type Article = EventDetail['articles'][number];

function keyOf(milliseconds: number, daily: boolean): string {
  const key = hourOf(new Date(milliseconds).toISOString());
  return daily ? key.slice(0, 10) : key;
}

/** Articles an hour from the first to the last, quiet hours included; a day a bar where there would be more than four days of hours. */
export function hourlyCounts(articles: readonly Article[]): HourlyCounts {
  const instants = articles.map((article) => Date.parse(article.publishedAt)).filter((instant) => !Number.isNaN(instant));
  if (instants.length === 0) return { labels: [], negative: [], neutral: [], positive: [] };
  const first = Math.floor(Math.min(...instants) / hour) * hour;
  const last = Math.max(...instants);
  const daily = (last - first) / hour > mostHours;
  const keys = new Set<string>();
  for (let at = first; at <= last; at += hour) keys.add(keyOf(at, daily));
  const rows = [...keys];
  const count = (matches: (sentiment: string) => boolean) => {
    const counts = new Map<string, number>();
    for (const article of articles) {
      if (!matches(article.sentiment)) continue;
      const key = keyOf(Date.parse(article.publishedAt), daily);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return rows.map((key) => counts.get(key) ?? 0);
  };
  return {
    labels: rows.map((key) => (daily ? key.slice(5) : `${key.slice(5)} 时`)),
    negative: count((sentiment) => sentiment === 'negative'),
    neutral: count((sentiment) => sentiment !== 'negative' && sentiment !== 'positive'),
    positive: count((sentiment) => sentiment === 'positive'),
  };
}
