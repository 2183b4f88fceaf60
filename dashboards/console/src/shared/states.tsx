import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ApiError } from '../api/client.ts';

export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children === undefined ? null : <div className="empty-text">{children}</div>}
    </div>
  );
}

export function ErrorState({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => unknown }) {
  const title = error instanceof ApiError ? error.title : '页面出错了';
  return (
    <div className="empty" role="alert">
      <p className="empty-title">{title}</p>
      <p className="empty-text">{error.message}</p>
      {onRetry === undefined ? null : <Button onClick={() => onRetry()}>重试</Button>}
    </div>
  );
}

/** Grey bars in the place of what is being loaded. */
export function LoadingState({ rows = 6 }: { readonly rows?: number }) {
  return (
    <div className="loading" role="status" aria-label="正在加载">
      <Skeleton active title={false} paragraph={{ rows, width: '100%' }} />
    </div>
  );
}

interface QueryView {
  readonly data: unknown;
  readonly error: Error | null;
  readonly isPending: boolean;
  refetch(): unknown;
}

/** What stands in for data that is not there yet; `null` once there is something to show. */
export function stateOf(query: QueryView, rows?: number): ReactNode {
  if (query.data !== undefined) return null;
  if (query.error !== null) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  return query.isPending ? <LoadingState {...(rows === undefined ? {} : { rows })} /> : null;
}
