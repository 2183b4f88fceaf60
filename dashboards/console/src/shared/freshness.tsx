import { Button } from 'antd';
import { clockTime } from './time.ts';

interface FreshnessProps {
  readonly query: { readonly dataUpdatedAt: number; readonly isRefetchError: boolean; refetch(): unknown };
}

/** Says how old the shown data is, and owns up when refreshing has begun to fail. */
export function Freshness({ query }: FreshnessProps) {
  if (query.dataUpdatedAt === 0) return null;
  if (query.isRefetchError) {
    return (
      <span className="freshness freshness-stale" role="status">
        更新失败，显示的是 {clockTime(query.dataUpdatedAt)} 的数据
        <Button type="link" size="small" onClick={() => query.refetch()}>
          重试
        </Button>
      </span>
    );
  }
  return <span className="freshness">自动更新 · {clockTime(query.dataUpdatedAt)}</span>;
}
