import { Link } from '@tanstack/react-router';
import type { AlertView } from '#src/alerts/schemas.ts';
import { alertStateNames, closeReasonNames, kindNames, verdictNames } from '../shared/labels.ts';
import { provinceText } from '../shared/regions.ts';
import { CodeTag, LevelTag, SampleTag, ToneTag } from '../shared/tags.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { type AlertRow, groupName } from './alert-order.ts';
import { subjectOf } from './alert-subject.ts';

interface AlertRowItemProps {
  readonly row: AlertRow;
  readonly selected: boolean;
  onToggle(groupKey: string): void;
  onSelect(id: string): void;
}

export function StateTag({ alert }: { readonly alert: AlertView }) {
  if (alert.state === 'open') return <ToneTag>{alertStateNames.open}</ToneTag>;
  if (alert.state === 'acknowledged') {
    return (
      <ToneTag tone="info">{`${alertStateNames.acknowledged}${alert.acknowledgedBy === null ? '' : ` · ${alert.acknowledgedBy}`}`}</ToneTag>
    );
  }
  return <ToneTag>{`${alertStateNames.closed}${alert.closeReason === null ? '' : ` · ${closeReasonNames[alert.closeReason]}`}`}</ToneTag>;
}

export function VerdictTag({ verdict }: { readonly verdict: AlertView['verdict'] }) {
  if (verdict === null) return null;
  return <ToneTag tone={verdict === 'violation' ? 'bad' : 'warn'}>{verdictNames[verdict]}</ToneTag>;
}

/** What the alert is about, and what became of it where something did. */
function RowTags({ alert }: { readonly alert: AlertView }) {
  return (
    <span className="alert-codes">
      {alert.codes.length > 0 ? alert.codes.map((code) => <CodeTag key={code} code={code} />) : <ToneTag>{kindNames[alert.kind]}</ToneTag>}
      {alert.verdict === 'verify' ? <VerdictTag verdict={alert.verdict} /> : null}
      {alert.state === 'open' ? null : <StateTag alert={alert} />}
      {alert.caseIds.length > 0 ? <ToneTag tone="good">已转案件</ToneTag> : null}
    </span>
  );
}

function GroupToggle({ row, onToggle }: Pick<AlertRowItemProps, 'row' | 'onToggle'>) {
  if (row.size < 2) return null;
  return (
    <button type="button" className="group-toggle" aria-expanded={row.expanded} onClick={() => onToggle(row.alert.groupKey)}>
      {groupName(row.alert.kind)} {row.size} 条 <span aria-hidden="true">{row.expanded ? '▴' : '▾'}</span>
    </button>
  );
}

export function AlertRowItem({ row, selected, onToggle, onSelect }: AlertRowItemProps) {
  const { alert } = row;
  return (
    <li className={`alert-row${selected ? ' selected' : ''}${row.inner ? ' inner' : ''}`} data-state={alert.state}>
      <Link
        to="/alerts/$alertId"
        params={{ alertId: alert.id }}
        search={true}
        className="alert-link"
        id={`alert-${alert.id}`}
        aria-current={selected ? 'true' : undefined}
        preload={false}
        onFocus={() => onSelect(alert.id)}
      >
        <LevelTag level={alert.level} />
        <span className="alert-text">
          <span className="alert-title">
            {subjectOf(alert)}
            <SampleTag sample={alert.sample} />
          </span>
          <span className="alert-summary">{alert.summary}</span>
        </span>
        <RowTags alert={alert} />
        <span className="alert-place">
          {alert.brand ?? '—'}
          <small title={alert.region ?? undefined}>{alert.region === null ? null : provinceText(alert.region)}</small>
        </span>
        <span className="alert-time">
          <TimeText at={alert.firstSeenAt} show="relative" />
          <small>
            {alert.occurrences > 1 ? `${alert.occurrences} 次 · ` : null}
            <TimeText at={alert.firstSeenAt} show="absolute" />
          </small>
        </span>
      </Link>
      <GroupToggle row={row} onToggle={onToggle} />
    </li>
  );
}
