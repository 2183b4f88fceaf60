import { Link } from '@tanstack/react-router';
import type { AlertDetail } from '#src/alerts/schemas.ts';
import { useExplanation } from '../api/documents.ts';
import { useMay } from '../api/session.ts';
import { alertStateNames } from '../shared/labels.ts';
import { Panel } from '../shared/panel.tsx';
import { Reasons } from '../shared/reasons.tsx';
import { LevelTag } from '../shared/tags.tsx';
import { groupName } from './alert-order.ts';

function GroupPanel({ alert }: { readonly alert: AlertDetail }) {
  const others = alert.group.filter((member) => member.id !== alert.id);
  if (others.length === 0) return null;
  return (
    <Panel
      title={`${groupName(alert.kind)}的其他预警`}
      extra={
        <Link to="." search={{ group: alert.groupKey, state: 'all' }}>
          只看这一组
        </Link>
      }
    >
      <ul className="mini-list">
        {others.map((member) => (
          <li key={member.id}>
            <LevelTag level={member.level} />
            <Link to="/alerts/$alertId" params={{ alertId: member.id }} search={true}>
              {member.title}
            </Link>
            <span className="muted">{alertStateNames[member.state]}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function CasePanel({ caseIds }: { readonly caseIds: readonly string[] }) {
  if (caseIds.length === 0) return null;
  return (
    <Panel title="关联案件">
      <ul className="mini-list">
        {caseIds.map((id) => (
          <li key={id}>
            <Link to="/cases/$caseId" params={{ caseId: id }}>
              查看案件
            </Link>
            <span className="mono muted break">{id}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The whole way: what happened to the document before, then to the alert. */
function ReasonsPanel({ alert }: { readonly alert: AlertDetail }) {
  const mayExplain = useMay('explain.read');
  const document = useExplanation(mayExplain ? (alert.documentId ?? '') : '');
  return (
    <Panel title="研判依据">
      <Reasons reasons={[...(document.data?.steps ?? []), ...alert.reasons]} />
    </Panel>
  );
}

/** What every kind of alert has beside its own facts. */
export function AlertSide({ alert }: { readonly alert: AlertDetail }) {
  return (
    <>
      <CasePanel caseIds={alert.caseIds} />
      <GroupPanel alert={alert} />
      <ReasonsPanel alert={alert} />
    </>
  );
}
