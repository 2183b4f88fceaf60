import type { Article } from '../types.ts';
import { escapeHtml } from './html.ts';

export interface FeedPage {
  readonly title: string;
  readonly baseUrl: string;
  readonly path: string;
  /** Newest first. */
  readonly articles: readonly Article[];
}

const summaryLength = 80;

function summary({ body }: Article): string {
  const text = body.join('');
  return text.length > summaryLength ? `${text.slice(0, summaryLength)}……` : text;
}

/** RSS 2.0 with `dc:creator`; items carry summaries only. */
export function rssFeed({ title, baseUrl, path, articles }: FeedPage): string {
  const items = articles.map(
    (
      article,
    ) => `<item><title>${escapeHtml(article.title)}</title><link>${baseUrl}${article.path}</link><guid isPermaLink="true">${baseUrl}${article.path}</guid>
<pubDate>${new Date(article.publishedAt).toUTCString()}</pubDate><dc:creator>${escapeHtml(article.author)}</dc:creator><description>${escapeHtml(summary(article))}</description></item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${escapeHtml(title)}</title><link>${baseUrl}${path}</link><description>示例站点，内容均为虚构</description><language>zh-CN</language>
${items.join('\n')}
</channel></rss>
`;
}

/** Atom 1.0; entries carry summaries only. */
export function atomFeed({ title, baseUrl, path, articles }: FeedPage): string {
  const entries = articles.map(
    (
      article,
    ) => `<entry><id>${baseUrl}${article.path}</id><title>${escapeHtml(article.title)}</title><link rel="alternate" href="${baseUrl}${article.path}"/>
<published>${article.publishedAt}</published><updated>${article.publishedAt}</updated><author><name>${escapeHtml(article.author)}</name></author><summary>${escapeHtml(summary(article))}</summary></entry>`,
  );
  const updated = articles[0]?.publishedAt ?? '1970-01-01T00:00:00.000Z';
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><id>${baseUrl}${path}</id><title>${escapeHtml(title)}</title><subtitle>示例站点，内容均为虚构</subtitle><updated>${updated}</updated><link rel="self" href="${baseUrl}${path}"/>
${entries.join('\n')}
</feed>
`;
}
