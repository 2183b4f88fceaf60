import type { MiddlewareHandler } from 'hono';
import { monotonicMs } from '#src/base/clock.ts';
import type { ApiEnv } from '../context.ts';

/** One line a request. The query is left out: what people search for is nobody's business. */
export function accessLog(): MiddlewareHandler<ApiEnv> {
  return async function logged(c, next) {
    const start = monotonicMs();
    await next();
    const { deps, requestId, actor } = c.var;
    const line = {
      requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(monotonicMs() - start),
      ...(actor ? { actor: actor.id } : {}),
    };
    if (c.req.path.startsWith('/api/')) deps.log.info(line, 'request');
    else deps.log.debug(line, 'request');
  };
}
