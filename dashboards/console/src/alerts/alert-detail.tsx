import CloseOutlined from '@ant-design/icons/CloseOutlined';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { AlertDetail } from '#src/alerts/schemas.ts';
import { useAlert } from '../api/alerts.ts';
import { useMay } from '../api/session.ts';
import { ExternalLink } from '../shared/external-link.tsx';
import { kindNames } from '../shared/labels.ts';
import { regionText } from '../shared/regions.ts';
import { stateOf } from '../shared/states.tsx';
import { CodeTag, LevelTag, SampleTag, ToneTag } from '../shared/tags.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { useHotkeys } from '../shared/use-hotkeys.ts';
import { useAlertActions } from './alert-actions.tsx';
import { StateTag, VerdictTag } from './alert-row.tsx';
import { AlertSide } from './alert-side.tsx';
import { subjectOf } from './alert-subject.ts';
import { InfringementDetail } from './infringement-detail.tsx';
import { OpinionDetail } from './opinion-detail.tsx';
import { verbKeys } from './use-alert-keys.ts';

const route = getRouteApi('/shell/alerts/$alertId');

function Actions({ alert }: { readonly alert: AlertDetail }) {
  const actions = useAlertActions();
  const mayWrite = useMay('alerts.write');
  const mayOpenCase = useMay('cases.write');
  useHotkeys(verbKeys(alert, actions));
  return (
    <div className="detail-actions">
      <Button type="primary" disabled={!mayWrite || alert.state !== 'open'} onClick={() => actions.acknowledge(alert)}>
        受理 <kbd>A</kbd>
      </Button>
      <Button disabled={!mayWrite || alert.state === 'closed'} onClick={() => actions.close(alert)}>
        关闭… <kbd>X</kbd>
      </Button>
      <Button disabled={!mayOpenCase && alert.caseIds.length === 0} onClick={() => actions.openCase(alert)}>
        {alert.caseIds.length > 0 ? '查看案件' : '转为案件…'} <kbd>C</kbd>
      </Button>
      <span className="spring" />
      <Button type="text" onClick={() => actions.go(-1)} aria-label="上一条">
        上一条 <kbd>K</kbd>
      </Button>
      <Button type="text" onClick={() => actions.go(1)} aria-label="下一条">
        下一条 <kbd>J</kbd>
      </Button>
    </div>
  );
}

function Tags({ alert }: { readonly alert: AlertDetail }) {
  return (
    <div className="detail-tags">
      <LevelTag level={alert.level} />
      <ToneTag>{kindNames[alert.kind]}</ToneTag>
      <VerdictTag verdict={alert.verdict} />
      {alert.codes.map((code) => (
        <CodeTag key={code} code={code} />
      ))}
      <StateTag alert={alert} />
      <SampleTag sample={alert.sample} />
      <span className="spring" />
      <Link to="/alerts" search={true} className="close-pane" aria-label="关闭详情，回到列表">
        <CloseOutlined />
      </Link>
    </div>
  );
}

function Meta({ alert }: { readonly alert: AlertDetail }) {
  const place = [alert.brand, alert.region === null ? null : regionText(alert.region)].filter((part) => part !== null);
  return (
    <div className="detail-meta">
      {place.length > 0 ? <span>{place.join(' · ')}</span> : null}
      <span>
        首次发现 <TimeText at={alert.firstSeenAt} />
      </span>
      {alert.occurrences > 1 ? (
        <span>
          最近 <TimeText at={alert.lastSeenAt} />
          ，共出现 {alert.occurrences} 次
        </span>
      ) : null}
      {alert.url === null ? null : <ExternalLink href={alert.url}>原页面</ExternalLink>}
      {alert.documentId === null ? null : (
        <Link to="/documents" search={{ doc: alert.documentId }}>
          采集记录
        </Link>
      )}
    </div>
  );
}

function Head({ alert }: { readonly alert: AlertDetail }) {
  return (
    <header className="detail-head">
      <Tags alert={alert} />
      <h2 tabIndex={-1}>{subjectOf(alert)}</h2>
      <p className="detail-summary">{alert.summary}</p>
      <Meta alert={alert} />
      <Actions alert={alert} />
    </header>
  );
}

function Body({ alert }: { readonly alert: AlertDetail }) {
  if (alert.kind === 'infringement') return <InfringementDetail alert={alert} />;
  if (alert.kind === 'opinion') return <OpinionDetail alert={alert} />;
  return <AlertSide alert={alert} />;
}

export function AlertDetailPane() {
  const { alertId } = route.useParams();
  const query = useAlert(alertId);
  const pane = useRef<HTMLElement>(null);
  const loaded = query.data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another alert starts at its top
  useEffect(() => {
    pane.current?.scrollTo({ top: 0 });
    // Where the list gives way to the detail, the focus went with it.
    if (loaded && document.activeElement === document.body) pane.current?.querySelector('h2')?.focus();
  }, [alertId, loaded]);
  return (
    <section className="alert-detail" aria-label="预警详情" ref={pane}>
      {stateOf(query, 10)}
      {query.data === undefined ? null : (
        <>
          <Head alert={query.data} />
          <Body key={query.data.id} alert={query.data} />
        </>
      )}
    </section>
  );
}
