import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { NotFoundError } from '#src/base/errors.ts';
import type { ApiApp } from './context.ts';

const MISSING = `<!doctype html>
<html lang="zh-CN">
  <head><meta charset="utf-8"><title>虎符</title></head>
  <body>
    <h1>控制台尚未构建</h1>
    <p>服务正在运行，但没有找到已构建的控制台文件。请在项目目录中运行 <code>npm start</code>，或单独构建 <code>dashboards/console</code> 后重新启动。</p>
    <p>API 可以正常使用，参见 <a href="/api/docs">API 参考</a>。</p>
  </body>
</html>
`;

/** Vite puts a hash of the content into the names of these files, so that they never change. */
const HASHED = '/assets/';
const FOREVER = 'public, max-age=31536000, immutable';

async function pass(): Promise<void> {}

function cached(response: Response, control: string): Response {
  response.headers.set('Cache-Control', control);
  return response;
}

/** The console for every other GET: its files, and its page for every address of its own. */
export function consoleRoutes(app: ApiApp, folder: string | undefined): void {
  if (folder === undefined || !existsSync(join(folder, 'index.html'))) {
    app.get('*', (c, next) => (c.req.path.startsWith('/api/') ? next() : c.html(MISSING, 503)));
    return;
  }
  const files = serveStatic({ root: folder });
  const page = serveStatic({ root: folder, path: 'index.html' });
  app.get('*', async (c, next) => {
    const { path } = c.req;
    if (path === '/api' || path.startsWith('/api/')) return next();
    const file = await files(c, pass);
    if (file instanceof Response) return cached(file, path.startsWith(HASHED) ? FOREVER : 'no-cache');
    // A missing file is not an address of the console: after an upgrade an old page must not get HTML for a script.
    if (path.startsWith(HASHED)) throw new NotFoundError(`There is no ${path}.`);
    const shell = await page(c, next);
    return shell instanceof Response ? cached(shell, 'no-cache') : shell;
  });
}
