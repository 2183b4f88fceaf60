import { OpenAPIHono } from '@hono/zod-openapi';
import { requestId } from 'hono/request-id';
import { NotFoundError } from '#src/base/errors.ts';
import { keyRoutes } from './access-keys.ts';
import { sessionRoutes } from './access-session.ts';
import { alertRoutes } from './alerts.ts';
import { caseRoutes } from './cases.ts';
import { consoleRoutes } from './console.ts';
import type { ApiApp, ApiDeps, ApiEnv } from './context.ts';
import { docsRoutes } from './docs.ts';
import { documentRoutes, PUSH_PATH } from './documents.ts';
import { explainRoutes } from './explain.ts';
import { healthRoutes } from './health.ts';
import { accessLog } from './middleware/access-log.ts';
import { identity } from './middleware/identity.ts';
import { sameOrigin } from './middleware/same-origin.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { sizeLimit } from './middleware/size-limit.ts';
import { subscriptionRoutes } from './notices.ts';
import { eventRoutes } from './opinion-events.ts';
import { overviewRoutes } from './overview.ts';
import { invalidRequest, problemResponse } from './problem.ts';
import { IMPORT_PATH, registryRoutes } from './registry.ts';
import { sourceRoutes } from './sources.ts';

function middleware(app: ApiApp, deps: ApiDeps): void {
  app.use(async function provide(c, next) {
    c.set('deps', deps);
    await next();
  });
  app.use(requestId());
  app.use(accessLog());
  app.use(securityHeaders(deps.config.publicUrl));
  app.use('/api/*', sameOrigin());
  app.use('/api/*', sizeLimit([PUSH_PATH, IMPORT_PATH]));
  app.use('/api/*', identity());
}

/** The API, its reference and the console, as one application. Nothing runs before the first request. */
export function createApi(deps: ApiDeps): ApiApp {
  const app: ApiApp = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.error.issues);
    },
  });
  app.onError((error, c) => problemResponse(c, error));
  app.notFound((c) => problemResponse(c, new NotFoundError(`There is no ${c.req.method} ${c.req.path}.`)));
  middleware(app, deps);
  alertRoutes(app);
  caseRoutes(app);
  documentRoutes(app);
  explainRoutes(app);
  registryRoutes(app, deps.clock);
  eventRoutes(app);
  subscriptionRoutes(app);
  sourceRoutes(app);
  overviewRoutes(app);
  sessionRoutes(app);
  keyRoutes(app);
  healthRoutes(app);
  docsRoutes(app);
  consoleRoutes(app, deps.consoleDir);
  return app;
}
