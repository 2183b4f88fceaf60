import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '#src/cases/schemas.ts';
import { subjectOf } from '../alerts/alert-subject.ts';
import { ExternalLink } from '../shared/external-link.tsx';
import { alertStateNames, levelOrder, nameIn } from '../shared/labels.ts';
import { CodeTag, LevelTag, ToneTag } from '../shared/tags.tsx';

export function CaseAlerts({ alerts }: { readonly alerts: CaseDetail['alertList'] }) {
  return (
    <ul className="case-alerts">
      {alerts.map((alert) => (
        <li key={alert.id}>
          <LevelTag level={levelOrder.find((level) => level === alert.level) ?? null} />
          <div>
            <Link to="/alerts/$alertId" params={{ alertId: alert.id }} search={{ state: 'all' }}>
              {subjectOf(alert)}
            </Link>
            <div className="detail-tags">
              {alert.codes.map((code) => (
                <CodeTag key={code} code={code} />
              ))}
              <ToneTag>{nameIn(alertStateNames, alert.state)}</ToneTag>
              {alert.url === null ? null : <ExternalLink href={alert.url}>原页面</ExternalLink>}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
