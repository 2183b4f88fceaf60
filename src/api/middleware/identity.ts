import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../context.ts';

/** Finds out who sent the request. What they may do is asked by each route. */
export function identity(): MiddlewareHandler<ApiEnv> {
  return async function identified(c, next) {
    c.set('actor', await c.var.deps.access.actorOf(c.req.raw.headers));
    c.header('Cache-Control', 'no-store');
    await next();
  };
}
