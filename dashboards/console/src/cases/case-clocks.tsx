import type { CaseDetail } from '#src/cases/schemas.ts';
import { useNow } from '../shared/now.tsx';
import { ToneTag } from '../shared/tags.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { dueText, OriginTag } from './case-tags.tsx';

type Clock = CaseDetail['clocks'][number];

function Standing({ clock, now }: { readonly clock: Clock; readonly now: number }) {
  if (clock.stoppedAt !== null) {
    const late = clock.stoppedAt > clock.dueAt;
    return <ToneTag tone={late ? 'bad' : 'good'}>{late ? '逾期完成' : '按时完成'}</ToneTag>;
  }
  return <ToneTag tone={Date.parse(clock.dueAt) < now ? 'bad' : 'info'}>{dueText(clock.dueAt, now)}</ToneTag>;
}

export function CaseClocks({ clocks }: { readonly clocks: CaseDetail['clocks'] }) {
  const now = useNow();
  if (clocks.length === 0) return <p className="muted">该案件没有时限。</p>;
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">时限</th>
            <th scope="col">依据</th>
            <th scope="col">起算</th>
            <th scope="col">截止</th>
            <th scope="col">情况</th>
          </tr>
        </thead>
        <tbody>
          {clocks.map((clock) => (
            <tr key={`${clock.clock}-${clock.startedAt}`}>
              <td>
                {clock.name} <OriginTag origin={clock.origin} />
              </td>
              <td className="basis-cell">{clock.basis}</td>
              <td className="nowrap">
                <TimeText at={clock.startedAt} show="absolute" />
              </td>
              <td className="nowrap">
                <TimeText at={clock.dueAt} show="absolute" />
              </td>
              <td className="nowrap">
                <Standing clock={clock} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
