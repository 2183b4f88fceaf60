import type { ScorePart } from './opinion-data.ts';
import './opinion.css';

const figure = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });

function PartRow({ part }: { readonly part: ScorePart }) {
  const filled = part.max > 0 ? Math.min(100, (part.value / part.max) * 100) : 0;
  return (
    <tr>
      <th scope="row">{part.name}</th>
      <td className="score-bar" aria-hidden="true">
        <span style={{ inlineSize: `${filled}%` }} />
      </td>
      <td className="score-value">
        {figure.format(part.value)}
        <small> / {figure.format(part.max)}</small>
      </td>
      <td className="score-why">{part.why}</td>
    </tr>
  );
}

/** What a score is made of: a bar a part, filled to its share of what is possible, with the reason beside it. */
export function ScoreParts({ parts }: { readonly parts: readonly ScorePart[] }) {
  if (parts.length === 0) return <p className="muted">没有分值明细。</p>;
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  const possible = parts.reduce((sum, part) => sum + part.max, 0);
  return (
    <table className="score">
      <caption className="visually-hidden">分值构成</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">部分</th>
          <th scope="col">比例</th>
          <th scope="col">得分</th>
          <th scope="col">理由</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <PartRow key={part.name} part={part} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计</th>
          <td aria-hidden="true" />
          <td className="score-value">
            <b>{figure.format(total)}</b>
            <small> / {figure.format(possible)}</small>
          </td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
