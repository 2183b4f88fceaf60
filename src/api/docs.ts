import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { NotFoundError } from '#src/base/errors.ts';
import type { ApiApp } from './context.ts';

const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>虎符 API 参考</title>
    <link rel="icon" href="/api/docs/assets/favicon-32x32.png">
    <link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
  </head>
  <body>
    <div id="reference"></div>
    <noscript>API 参考需要 JavaScript；文档原文见 <a href="/api/openapi.json">/api/openapi.json</a>。</noscript>
    <script src="/api/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

// A file of its own, since the page allows no inline scripts.
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null });\n`;

const INFO = {
  title: 'Hufu 虎符',
  version: '1',
  description:
    'Protects regional public brands: alerts, cases, documents, the certificate registry, opinion events and notices. ' +
    'Lists are pages: give `nextCursor` back as `cursor` until it is null. Single things carry an `ETag`; send it back as `If-Match` ' +
    'with a change, and it is refused with 412 where somebody else was faster. Refusals are problem documents (RFC 9457).',
};

const JAVASCRIPT = { 'Content-Type': 'text/javascript; charset=utf-8' };

/** The OpenAPI document of all routes registered so far and later, and a page to read it, with nothing from elsewhere. */
export function docsRoutes(app: ApiApp): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'apiKey', in: 'header', name: 'x-api-key' });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'hufu.session_token' });
  let document: string | undefined;
  app.get('/api/openapi.json', (c) => {
    document ??= JSON.stringify(app.getOpenAPI31Document({ openapi: '3.1.0', info: INFO }));
    return c.body(document, 200, { 'Content-Type': 'application/json' });
  });

  app.get('/api/docs', (c) => c.html(PAGE));
  app.get('/api/docs/start.js', (c) => c.body(START, 200, JAVASCRIPT));
  const root = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const files = serveStatic({ root, rewriteRequestPath: (path) => path.slice('/api/docs/assets'.length) });
  app.get('/api/docs/assets/:file', async (c, next) => {
    if (!ASSETS.includes(c.req.param('file'))) throw new NotFoundError(`There is no ${c.req.path}.`);
    return files(c, next);
  });
}
