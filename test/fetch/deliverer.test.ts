import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDeliverer, type Deliverer } from '#src/fetch/index.ts';
import { answering, type LocalSite, localSite, redirecting } from './local-site.ts';
import { virtualTime } from './parts.ts';

let receiver: LocalSite;
let deliverer: Deliverer;

beforeAll(async () => {
  receiver = await localSite();
  deliverer = createDeliverer({ userAgent: 'Hufu/0.1', allow: [receiver.origin], clock: virtualTime().clock });
});

afterAll(async () => {
  await deliverer.close();
  await deliverer.close();
  await receiver.close();
});

function post(url: string, timeoutMs = 2_000) {
  return deliverer.post({
    url,
    headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' },
    body: '{"type":"alert"}',
    timeoutMs,
  });
}

describe('handing over a notice', () => {
  test('the receiver gets headers and body as they are', async () => {
    const got: string[] = [];
    receiver.on('/hook', (request, response) => {
      request.on('data', (part: Buffer) => got.push(part.toString()));
      request.on('end', () => response.writeHead(204).end());
    });
    expect(await post(`${receiver.origin}/hook`)).toEqual({ kind: 'ok', status: 204 });
    expect(got.join('')).toBe('{"type":"alert"}');
    expect(receiver.headersOf('/hook')).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
      'user-agent': 'Hufu/0.1',
    });
  });

  test.each([
    [410, 'gone', 'never'],
    [404, 'not-found', 'retry'],
    [403, 'forbidden', 'retry'],
    [500, 'server-error', 'retry'],
  ] as const)('a receiver that answers %d', async (status, reason, retry) => {
    receiver.on('/refusing', answering('', {}, status));
    expect(await post(`${receiver.origin}/refusing`)).toMatchObject({ kind: 'failed', reason, retry, status });
  });

  test('a receiver that asks for patience', async () => {
    receiver.on('/busy', answering('', { 'retry-after': '90' }, 429));
    expect(await post(`${receiver.origin}/busy`)).toMatchObject({ retry: 'later', retryAfterMs: 90_000 });
  });

  test('a redirect is not followed: the subscriber must name the right address', async () => {
    receiver.on('/moved', redirecting('/hook'));
    expect(await post(`${receiver.origin}/moved`)).toMatchObject({ kind: 'failed', status: 302 });
  });

  test('a receiver that never answers', async () => {
    receiver.on('/silent', () => undefined);
    expect(await post(`${receiver.origin}/silent`, 80)).toMatchObject({ reason: 'timeout', retry: 'retry' });
  });

  test.each([
    ['http://127.0.0.1:1/hook', 'blocked-address'],
    ['http://169.254.169.254/', 'blocked-address'],
    ['http://[::ffff:10.0.0.1]/', 'blocked-address'],
    ['http://0x7f.1/', 'blocked-address'],
    ['http://user:secret@hooks.example.com/', 'bad-url'],
    ['mailto:a@example.com', 'bad-url'],
  ])('%s is behind the same guard as fetching', async (url, reason) => {
    expect(await post(url)).toMatchObject({ kind: 'failed', reason, retry: 'never' });
  });
});
