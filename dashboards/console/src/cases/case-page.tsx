import { getRouteApi, Link } from '@tanstack/react-router';
import type { CaseDetail } from '#src/cases/schemas.ts';
import { useCase } from '../api/cases.ts';
import { Freshness } from '../shared/freshness.tsx';
import { Panel } from '../shared/panel.tsx';
import { regionText } from '../shared/regions.ts';
import { stateOf } from '../shared/states.tsx';
import { LevelTag, SampleTag } from '../shared/tags.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { CaseAlerts } from './case-alerts.tsx';
import { CaseClocks } from './case-clocks.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseMoves } from './case-moves.tsx';
import { CaseSubject } from './case-subject.tsx';
import { CaseStateTag, ClockTag } from './case-tags.tsx';
import './cases.css';

const route = getRouteApi('/shell/cases/$caseId');

function Head({ item }: { readonly item: CaseDetail }) {
  return (
    <header className="case-head panel">
      <div className="detail-tags">
        <LevelTag level={item.level} />
        <CaseStateTag state={item.state} />
        {item.closedAt === null ? <ClockTag clock={item.clock} /> : null}
        <SampleTag sample={item.sample} />
      </div>
      <h1>{item.title}</h1>
      {item.summary === '' ? null : <p className="detail-summary">{item.summary}</p>}
      <div className="detail-meta">
        <span className="mono">{item.number}</span>
        <span>{[item.brand, regionText(item.region)].filter((part) => part !== null && part !== '').join(' · ')}</span>
        <span>
          {item.openedBy.kind === 'system' ? '系统按规则' : (item.openedBy.name ?? item.openedBy.id)} 建立于 <TimeText at={item.openedAt} />
        </span>
      </div>
      <CaseMoves item={item} />
    </header>
  );
}

export function CasePage() {
  const { caseId } = route.useParams();
  const query = useCase(caseId);
  const item = query.data;
  return (
    <div className="page">
      <title>{`${item?.number ?? '案件'} · 虎符`}</title>
      <nav className="crumbs" aria-label="位置">
        <Link to="/cases">← 案件</Link>
        <Freshness query={query} />
      </nav>
      {stateOf(query, 10)}
      {item === undefined ? null : (
        <>
          <Head item={item} />
          <div className="detail-columns">
            <div className="detail-main">
              <Panel title="时限">
                <CaseClocks clocks={item.clocks} />
              </Panel>
              <Panel title={`关联预警（${item.alertList.length}）`}>
                <CaseAlerts alerts={item.alertList} />
              </Panel>
            </div>
            <div className="detail-side">
              <CaseSubject subject={item.subject} />
              <Panel title="流转记录">
                <CaseHistory transitions={item.transitions} />
              </Panel>
            </div>
          </div>
        </>
      )}
    </div>
  );
}
