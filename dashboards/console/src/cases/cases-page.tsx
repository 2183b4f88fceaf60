import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import type { CaseState, CaseView } from '#src/cases/schemas.ts';
import { useCases } from '../api/cases.ts';
import { Freshness } from '../shared/freshness.tsx';
import { caseStateNames } from '../shared/labels.ts';
import { provinceText } from '../shared/regions.ts';
import { EmptyState, LoadingState, stateOf } from '../shared/states.tsx';
import { LevelTag, SampleTag } from '../shared/tags.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { type CaseSearch, caseFilterOf } from './case-search.ts';
import { CaseStateTag, ClockTag } from './case-tags.tsx';
import './cases.css';

const route = getRouteApi('/shell/cases');

const shownStates: readonly CaseState[] = ['new', 'triaged', 'sent', 'accepted', 'returned', 'dismissed', 'closed'];
const options = [
  { value: 'open', label: '办理中' },
  ...shownStates.map((state) => ({ value: state, label: caseStateNames[state] })),
  { value: 'all', label: '全部' },
];

function CaseRow({ item }: { readonly item: CaseView }) {
  return (
    <tr>
      <td>
        <LevelTag level={item.level} />
      </td>
      <td>
        <Link to="/cases/$caseId" params={{ caseId: item.id }} className="case-title">
          {item.title}
        </Link>
        <SampleTag sample={item.sample} />
        <div className="muted mono small">{item.number}</div>
      </td>
      <td>
        <CaseStateTag state={item.state} />
      </td>
      <td>{item.closedAt === null ? <ClockTag clock={item.clock} /> : <span className="muted">已办结</span>}</td>
      <td>
        {item.brand ?? '—'}
        <div className="muted small" title={item.region}>
          {provinceText(item.region)}
        </div>
      </td>
      <td className="number">{item.alerts}</td>
      <td className="nowrap">
        <TimeText at={item.updatedAt} show="relative" />
        <div className="muted small">
          <TimeText at={item.updatedAt} show="absolute" />
        </div>
      </td>
    </tr>
  );
}

function CaseTable({ cases }: { readonly cases: readonly CaseView[] }) {
  return (
    <div className="table-scroll panel">
      <table className="table cases-table">
        <thead>
          <tr>
            <th scope="col">等级</th>
            <th scope="col">案由</th>
            <th scope="col">状态</th>
            <th scope="col">最近的时限</th>
            <th scope="col">品牌 / 地区</th>
            <th scope="col" className="number">
              预警
            </th>
            <th scope="col">更新</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((item) => (
            <CaseRow key={item.id} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WhyEmpty({ search }: { readonly search: CaseSearch }) {
  if (search.state !== undefined && search.state !== 'all') {
    return <EmptyState title={`没有${caseStateNames[search.state]}的案件`}>可以切换上方的状态查看其他案件。</EmptyState>;
  }
  return (
    <EmptyState title={search.state === 'all' ? '还没有案件' : '没有办理中的案件'}>
      案件由预警转来：在<Link to="/alerts">预警</Link>中打开一条，点击“转为案件”。
    </EmptyState>
  );
}

export function CasesPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const query = useCases(caseFilterOf(search));
  const cases = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <title>案件 · 虎符</title>
      <header className="page-head">
        <h1>案件</h1>
        <Freshness query={query} />
      </header>
      <div className="filters">
        <Segmented
          aria-label="案件状态"
          value={search.state ?? 'open'}
          options={options}
          onChange={(value) => void navigate({ to: '/cases', search: caseSearchFrom(value), replace: true })}
        />
      </div>
      {query.isPlaceholderData ? (
        <LoadingState rows={8} />
      ) : (
        (stateOf(query, 8) ?? (cases.length === 0 ? <WhyEmpty search={search} /> : <CaseTable cases={cases} />))
      )}
      {query.hasNextPage ? (
        <div className="more">
          <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
            加载更多
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function caseSearchFrom(value: string): CaseSearch {
  const state = [...shownStates, 'all' as const].find((entry) => entry === value);
  return state === undefined ? {} : { state };
}
