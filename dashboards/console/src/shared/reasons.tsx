import type { Trace } from '../api/documents.ts';
import { TimeText } from './time-text.tsx';
import { outcomeNames, stepNames } from './trace-labels.ts';

/** What was decided step by step and why, oldest first. */
export function Reasons({ reasons }: { readonly reasons: readonly Trace[] }) {
  const ordered = [...reasons].sort((a, b) => a.at.localeCompare(b.at));
  if (ordered.length === 0) return <p className="muted">还没有处理记录。</p>;
  return (
    <ol className="timeline">
      {ordered.map((reason) => (
        <li key={`${reason.at} ${reason.step} ${reason.outcome} ${reason.text}`}>
          <div className="timeline-head">
            <b>{stepNames[reason.step] ?? reason.step}</b>
            <span className="timeline-outcome">{outcomeNames[reason.outcome] ?? reason.outcome}</span>
            <TimeText at={reason.at} show="absolute" />
          </div>
          {reason.text === '' ? null : <p>{reason.text}</p>}
        </li>
      ))}
    </ol>
  );
}
