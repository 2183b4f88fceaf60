import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type OverviewDay, useOverview } from '../api/overview.ts';
import { refreshEvery } from '../api/query-client.ts';
import { EventDrawer } from '../opinion/event-drawer.tsx';
import { Freshness } from '../shared/freshness.tsx';
import { Panel } from '../shared/panel.tsx';
import { StackedBars } from '../shared/stacked-bars.tsx';
import { stateOf } from '../shared/states.tsx';
import { SourcesDrawer } from '../sources/sources-drawer.tsx';
import { CodeBars } from './code-bars.tsx';
import { DueCases } from './due-cases.tsx';
import { KeyNumbers } from './key-numbers.tsx';
import { LevelTiles } from './level-tiles.tsx';
import { SourceHealth } from './source-health.tsx';
import { TopEvents } from './top-events.tsx';
import './overview.css';

const route = getRouteApi('/shell/');
const chartHeight = 220;

function Trend({ days }: { readonly days: readonly OverviewDay[] }) {
  const categories = useMemo(() => days.map(({ day }) => day.slice(5)), [days]);
  const series = useMemo(
    () => [
      { name: '侵权', color: '#0b655c', values: days.map((day) => day.infringement) },
      { name: '舆情', color: '#c9923e', values: days.map((day) => day.opinion) },
    ],
    [days],
  );
  return <StackedBars label="最近 14 天每天的新预警数量" categories={categories} series={series} height={chartHeight} />;
}

export function OverviewPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const query = useOverview(refreshEvery);
  const [sources, setSources] = useState(false);
  const data = query.data;
  return (
    <div className="page overview">
      <title>总览 · 虎符</title>
      <header className="page-head">
        <h1>总览</h1>
        <Freshness query={query} />
      </header>
      {stateOf(query, 12)}
      {data === undefined ? null : (
        <>
          <KeyNumbers overview={data} />
          <div className="overview-grid">
            <Panel title="待处理预警（按等级）" className="area-levels">
              <LevelTiles byLevel={data.alerts.byLevel} />
            </Panel>
            <Panel title="新预警 · 近 14 天" className="area-trend">
              <Trend days={data.alerts.last14Days} />
            </Panel>
            <Panel title="待处理预警（按违规代码）" className="area-codes">
              <CodeBars byCode={data.alerts.byCode} />
            </Panel>
            <DueCases overview={data} />
            <TopEvents events={data.events} />
            <SourceHealth sources={data.sources} onOpen={() => setSources(true)} />
          </div>
        </>
      )}
      <EventDrawer id={search.event ?? ''} onClose={() => void navigate({ to: '/', search: {} })} />
      <SourcesDrawer open={sources} onClose={() => setSources(false)} />
    </div>
  );
}
