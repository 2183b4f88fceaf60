import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { alertSearchOf } from './alerts/alert-search.ts';
import { sessionQuery } from './api/session.ts';
import { RouteError, RouteMissing, RoutePending } from './app/fallbacks.tsx';
import { Shell } from './app/shell.tsx';
import { caseSearchOf } from './cases/case-search.ts';
import { documentSearchOf } from './documents/document-search.ts';

interface RouterContext {
  readonly client: QueryClient;
}

type Raw = Record<string, unknown>;

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet });

/** Only a path of our own may be returned to after signing in. */
function ownPath(value: unknown): string | undefined {
  const path = text(value);
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : undefined;
}

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Raw): { back?: string } => {
    const back = ownPath(raw['back']);
    return back === undefined ? {} : { back };
  },
  beforeLoad: async ({ context }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (session.setupOpen) throw redirect({ to: '/setup' });
    if (session.user !== null) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./access/sign-in-page.tsx'), 'SignInPage'),
});

const setupRoute = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (raw: Raw): { token?: string } => {
    const token = text(raw['token']);
    return token === undefined ? {} : { token };
  },
  beforeLoad: async ({ context }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (!session.setupOpen) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./access/setup-page.tsx'), 'SetupPage'),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (session.setupOpen) throw redirect({ to: '/setup' });
    if (session.user === null) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { back: location.href } });
  },
  component: Shell,
});

const overviewRoute = createRoute({
  getParentRoute: () => shell,
  path: '/',
  validateSearch: (raw: Raw): { event?: string } => {
    const event = text(raw['event']);
    return event === undefined ? {} : { event };
  },
  component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
});

const alertsRoute = createRoute({
  getParentRoute: () => shell,
  path: '/alerts',
  validateSearch: alertSearchOf,
  component: lazyRouteComponent(() => import('./alerts/alerts-page.tsx'), 'AlertsPage'),
});

const alertRoute = createRoute({
  getParentRoute: () => alertsRoute,
  path: '$alertId',
  component: lazyRouteComponent(() => import('./alerts/alert-detail.tsx'), 'AlertDetailPane'),
});

const casesRoute = createRoute({
  getParentRoute: () => shell,
  path: '/cases',
  validateSearch: caseSearchOf,
  component: lazyRouteComponent(() => import('./cases/cases-page.tsx'), 'CasesPage'),
});

const caseRoute = createRoute({
  getParentRoute: () => shell,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('./cases/case-page.tsx'), 'CasePage'),
});

const documentsRoute = createRoute({
  getParentRoute: () => shell,
  path: '/documents',
  validateSearch: documentSearchOf,
  component: lazyRouteComponent(() => import('./documents/documents-page.tsx'), 'DocumentsPage'),
});

const tree = root.addChildren([
  signInRoute,
  setupRoute,
  shell.addChildren([overviewRoute, alertsRoute.addChildren([alertRoute]), casesRoute, caseRoute, documentsRoute]),
]);

export function createConsoleRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: RouteMissing,
    defaultPendingComponent: RoutePending,
    // All search parameters are plain text: `?q=2025` is a query, not a number.
    parseSearch: (query) => Object.fromEntries(new URLSearchParams(query)),
    stringifySearch: (search) => {
      const entries = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
      const query = new URLSearchParams(entries).toString();
      return query === '' ? '' : `?${query}`;
    },
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
