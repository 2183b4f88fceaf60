import { Link } from '@tanstack/react-router';
import { alertSearchOf } from '../alerts/alert-search.ts';
import type { Overview } from '../api/overview.ts';
import { codeNames } from '../shared/labels.ts';

/** Open alerts by reason code, most frequent first; each bar leads to its alerts. */
export function CodeBars({ byCode }: { readonly byCode: Overview['alerts']['byCode'] }) {
  const sorted = [...byCode].filter((entry) => entry.count > 0).sort((a, b) => b.count - a.count);
  const most = sorted[0]?.count ?? 0;
  if (most === 0) return <p className="muted">没有待处理的侵权预警。</p>;
  return (
    <ul className="code-bars">
      {sorted.map(({ code, name, count }) => (
        <li key={code}>
          <Link to="/alerts" search={alertSearchOf({ code })} aria-label={`${code} ${codeNames[code] ?? name}：${count} 条`}>
            <span className="code-bar-name">
              <b>{code}</b> {codeNames[code] ?? name}
            </span>
            <span className="code-bar-track" aria-hidden="true">
              <span style={{ inlineSize: `${(count / most) * 100}%` }} />
            </span>
            <span className="code-bar-count">{count}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
