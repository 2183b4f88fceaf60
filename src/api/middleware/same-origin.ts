import type { MiddlewareHandler } from 'hono';
import { isSameOrigin } from '#src/access/index.ts';
import { ForbiddenError } from '#src/base/errors.ts';
import type { ApiEnv } from '../context.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses changes that another site's page made the browser of a signed-in person send. A key is sent by no browser on its own. */
export function sameOrigin(): MiddlewareHandler<ApiEnv> {
  return async function fromOurPages(c, next) {
    if (!SAFE.has(c.req.method) && c.req.header('x-api-key') === undefined) {
      const request = {
        fetchSite: c.req.header('sec-fetch-site'),
        origin: c.req.header('origin'),
        host: c.req.header('host') ?? new URL(c.req.url).host,
        cookie: c.req.header('cookie') !== undefined,
      };
      if (!isSameOrigin(request, c.var.deps.config.publicUrl)) {
        throw new ForbiddenError('请求来自其他网站，已被拒绝。请在本系统页面内操作；程序请使用 x-api-key 而不是 Cookie。');
      }
    }
    await next();
  };
}
