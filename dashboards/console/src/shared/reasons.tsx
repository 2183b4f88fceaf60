import type { Trace } from '../api/documents.ts';
import { TimeText } from './time-text.tsx';
import { outcomeNames, stepNames } from './trace-labels.ts';

/** `triage` is a step of alerts and a move of cases. */
function outcomeOf({ step, outcome }: Trace): string {
  if (step === 'case' && outcome === 'triage') return '完成研判';
  if (step === 'case' && outcome === 'close') return '归档';
  return outcomeNames[outcome] ?? outcome;
}

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
            <span className="timeline-outcome">{outcomeOf(reason)}</span>
            <TimeText at={reason.at} show="absolute" />
          </div>
          {reason.text === '' ? null : <p>{reason.text}</p>}
        </li>
      ))}
    </ol>
  );
}
