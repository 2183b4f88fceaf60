import type { EventDetail } from '#src/opinion/event-schemas.ts';
import { ExternalLink } from '../shared/external-link.tsx';
import { nameIn, sentimentNames } from '../shared/labels.ts';
import { type Tone, ToneTag } from '../shared/tags.tsx';
import { TimeText } from '../shared/time-text.tsx';

const sentimentTones: Readonly<Record<string, Tone>> = { negative: 'bad', positive: 'good' };

export function EventArticles({ articles }: { readonly articles: EventDetail['articles'] }) {
  const newestFirst = [...articles].sort((a, b) => b.publishedAt.localeCompare(a.publishedAt));
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">情感</th>
            <th scope="col">标题</th>
            <th scope="col">媒体 / 作者</th>
            <th scope="col">发布时间</th>
          </tr>
        </thead>
        <tbody>
          {newestFirst.map((article) => (
            <tr key={article.id}>
              <td>
                <ToneTag tone={sentimentTones[article.sentiment] ?? 'plain'}>{nameIn(sentimentNames, article.sentiment)}</ToneTag>
              </td>
              <td>
                <ExternalLink href={article.url}>{article.title}</ExternalLink>
                {article.duplicateOf === null ? null : <ToneTag title="内容与较早的一篇基本相同">转载</ToneTag>}
              </td>
              <td>{[article.outlet, article.author].filter((part) => part !== null && part !== '').join(' / ') || '未署名'}</td>
              <td className="nowrap">
                <TimeText at={article.publishedAt} show="absolute" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
