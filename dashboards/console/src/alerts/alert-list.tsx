import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { useAlerts } from '../api/alerts.ts';
import { EmptyState, LoadingState, stateOf } from '../shared/states.tsx';
import type { AlertRow } from './alert-order.ts';
import { AlertRowItem } from './alert-row.tsx';
import { type AlertSearch, isNarrowed } from './alert-search.ts';
import type { SettledAlerts } from './use-settled-alerts.ts';

interface AlertListProps {
  readonly query: ReturnType<typeof useAlerts>;
  readonly settled: SettledAlerts;
  readonly rows: readonly AlertRow[];
  readonly selectedId: string | null;
  readonly search: AlertSearch;
  onToggle(groupKey: string): void;
  onSelect(id: string): void;
}

function WhyEmpty({ search }: { readonly search: AlertSearch }): ReactNode {
  if (isNarrowed(search)) {
    return (
      <EmptyState title="没有符合条件的预警">
        所选条件下没有预警。可以放宽筛选，或
        <Link to="/alerts" search={{ state: 'all' }}>
          查看全部预警
        </Link>
        。
      </EmptyState>
    );
  }
  if (search.state === 'acknowledged')
    return <EmptyState title="没有已受理的预警">受理（A）表示预警已有人处理，受理后会出现在这里。</EmptyState>;
  if (search.state === 'closed') return <EmptyState title="没有已关闭的预警">关闭（X）预警时需要选择原因，关闭后会出现在这里。</EmptyState>;
  if (search.state === 'all')
    return <EmptyState title="还没有预警">采集到的商品和文章经研判发现问题后，会自动生成预警。请确认来源已启用、证书已导入。</EmptyState>;
  return (
    <EmptyState title="没有待处理的预警">
      新的预警会自动出现在这里，无需刷新。也可以
      <Link to="/alerts" search={{ state: 'all' }}>
        查看全部预警
      </Link>
      。
    </EmptyState>
  );
}

export function AlertList({ query, settled, rows, selectedId, search, onToggle, onSelect }: AlertListProps) {
  if (query.isPlaceholderData) return <LoadingState rows={10} />;
  const instead = stateOf(query, 10);
  if (instead !== null) return instead;
  return (
    <>
      {settled.held > 0 ? (
        <button type="button" className="held" onClick={settled.release}>
          有 {settled.held} 条新预警，点击显示
        </button>
      ) : null}
      {rows.length === 0 ? <WhyEmpty search={search} /> : null}
      <ol className={`alert-rows${search.view === 'group' ? ' grouped' : ''}`}>
        {rows.map((row) => (
          <AlertRowItem key={row.alert.id} row={row} selected={row.alert.id === selectedId} onToggle={onToggle} onSelect={onSelect} />
        ))}
      </ol>
      {query.hasNextPage ? (
        <div className="more">
          <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
            加载更多
          </Button>
        </div>
      ) : null}
    </>
  );
}
