import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { EmptyState, ErrorState, LoadingState } from '../shared/states.tsx';

export function RouteError({ error }: ErrorComponentProps) {
  const router = useRouter();
  return <ErrorState error={error instanceof Error ? error : new Error(String(error))} onRetry={() => router.invalidate()} />;
}

export function RouteMissing() {
  return (
    <EmptyState title="没有这个页面">
      地址可能有误，或者页面已经移动。<Link to="/">返回总览</Link>
    </EmptyState>
  );
}

export function RoutePending() {
  return <LoadingState rows={8} />;
}
