import type { CaseDetail } from '#src/cases/schemas.ts';
import { caseStateNames, nameIn } from '../shared/labels.ts';
import { TimeText } from '../shared/time-text.tsx';

/** Every move of the case, newest first. */
export function CaseHistory({ transitions }: { readonly transitions: CaseDetail['transitions'] }) {
  const newestFirst = [...transitions].sort((a, b) => b.at.localeCompare(a.at));
  if (newestFirst.length === 0) return <p className="muted">还没有流转记录。</p>;
  return (
    <ol className="timeline">
      {newestFirst.map((move) => (
        <li key={move.id}>
          <div className="timeline-head">
            <b>{move.from === null ? '建立案件' : nameIn(caseStateNames, move.to)}</b>
            {move.from === null ? null : (
              <span className="timeline-outcome">
                {nameIn(caseStateNames, move.from)} → {nameIn(caseStateNames, move.to)}
              </span>
            )}
            <TimeText at={move.at} show="absolute" />
          </div>
          {move.note === null ? null : <p>{move.note}</p>}
          <p className="muted small">
            {move.actor === 'service' ? '系统' : move.actor}
            {move.basis === null ? null : ` · ${move.basis}`}
          </p>
        </li>
      ))}
    </ol>
  );
}
