import type { CaseState, CaseView } from '#src/cases/schemas.ts';
import { caseStateNames, clockStatusNames, nameIn, originHints, originNames } from '../shared/labels.ts';
import { useNow } from '../shared/now.tsx';
import { type Tone, ToneTag } from '../shared/tags.tsx';
import { durationText, fullTime } from '../shared/time.ts';

const stateTones: Readonly<Record<CaseState, Tone>> = {
  new: 'warn',
  triaged: 'info',
  sent: 'info',
  accepted: 'good',
  returned: 'bad',
  dismissed: 'plain',
  closed: 'plain',
};

export function CaseStateTag({ state }: { readonly state: CaseState }) {
  return <ToneTag tone={stateTones[state]}>{caseStateNames[state]}</ToneTag>;
}

export function OriginTag({ origin }: { readonly origin: string }) {
  return (
    <span className={`origin origin-${origin}`} title={originHints[origin]}>
      {nameIn(originNames, origin)}
    </span>
  );
}

/** `还有 2 天` or `已超期 5 小时`. */
export function dueText(dueAt: string, now: number): string {
  const left = Date.parse(dueAt) - now;
  return left >= 0 ? `还有 ${durationText(left)}` : `已超期 ${durationText(-left)}`;
}

/** The clock that ends first: what it is, where it comes from, and how much is left. */
export function ClockTag({ clock }: { readonly clock: CaseView['clock'] }) {
  const now = useNow();
  if (clock === null) return <span className="muted">无进行中的时限</span>;
  return (
    <span className={`clock clock-${clock.status}`} title={`截止 ${fullTime(clock.dueAt)}（北京时间）`}>
      <span className="clock-status">{clockStatusNames[clock.status]}</span>
      <span>{clock.name}</span>
      <OriginTag origin={clock.origin} />
      <b>{dueText(clock.dueAt, now)}</b>
    </span>
  );
}
