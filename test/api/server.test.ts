import { Agent, get } from 'node:http';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ServedApi, serveApi } from '#src/api/server.ts';
import { StartError } from '#src/base/errors.ts';
import { testDatabase } from '#test/support/postgres.ts';
import { firstAccount, PASSWORD, type TestApi, testApi } from './support.ts';

const db = testDatabase();
const opened: ServedApi[] = [];
let api: TestApi;

beforeAll(() => {
  api = testApi(db);
});
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function serve(port = 0): Promise<ServedApi> {
  const server = await serveApi(api.app, { host: '127.0.0.1', port });
  opened.push(server);
  return server;
}

describe('the server', () => {
  test('answers where it says it does', async () => {
    const { url } = await serve();
    expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ ok: true });
  });

  test('says in one sentence that its port is taken, and what to do', async () => {
    const { url } = await serve();
    const port = Number(new URL(url).port);
    const refused = serve(port);
    await expect(refused).rejects.toThrow(StartError);
    await expect(refused).rejects.toThrow(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use .*set HUFU_PORT`));
  });

  test('closes with connections that are kept alive, and twice', async () => {
    const server = await serve();
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve, reject) => {
      get(`${server.url}/health/live`, { agent }, (response) => response.resume().on('end', resolve)).on('error', reject);
    });
    await Promise.all([server.close(), server.close()]);
    await server.close();
    agent.destroy();
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
  });

  test('signs people in over the wire, and limits by their address and not by what they write', async () => {
    await firstAccount(api, db);
    const { url } = await serve();
    const signIn = (email: string, spoofed: string) =>
      fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': spoofed, 'x-hufu-client': spoofed },
        body: JSON.stringify({ email, password: PASSWORD }),
      });
    const cookie = (await signIn('li.na@example.cn', '192.0.2.1')).headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(await (await fetch(`${url}/api/session`, { headers: { cookie } })).json()).toMatchObject({ user: { name: '李娜' } });
    let status = 0;
    for (let n = 0; n < 12; n += 1) ({ status } = await signIn('no address', `192.0.2.${n}`));
    expect(status).toBe(429);
  });

  test('takes a push as a stream', async () => {
    const { url } = await serve();
    const line = JSON.stringify({ kind: 'article', url: 'https://news.example/1', title: '山西精品', text: '正文' });
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(`${line}\n${line.slice(0, 20)}`));
        controller.close();
      },
    });
    const response = await fetch(`${url}/api/documents`, { method: 'POST', headers: await api.key('intake'), body, duplex: 'half' });
    expect(await response.json()).toMatchObject({ accepted: 1, refused: [{ line: 2 }] });
  });
});
