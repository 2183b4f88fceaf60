import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Finding, raiseAlert } from '#src/alerts/index.ts';
import { alertDetailSchema, alertSchema } from '#src/alerts/schemas.ts';
import { overviewSchema } from '#src/api/overview.ts';
import { caseDetailSchema } from '#src/cases/schemas.ts';
import { parseConfig } from '#src/config/index.ts';
import { inTransaction } from '#src/db/index.ts';
import { createdSubscriptionSchema } from '#src/notices/schemas.ts';
import { testDatabase } from '#test/support/postgres.ts';
import { read, type SendOptions, type TestApi, testApi } from './support.ts';

const alertPage = z.object({ items: z.array(alertSchema), nextCursor: z.string().nullable() });

const db = testDatabase();
let api: TestApi;
let office: Record<string, string>;

beforeAll(async () => {
  api = testApi(db);
  office = await api.key('office');
});

beforeEach(() => db.clock.advance(60_000));

function finding(seller: string): Finding {
  return {
    kind: 'infringement',
    dedupKey: `listing:${seller}`,
    groupKey: `seller:${seller}`,
    level: 'orange',
    verdict: 'violation',
    title: '冒用“山西精品”标志',
    summary: '所示编号属于他人',
    brand: '山西精品',
    region: '140100',
    codes: ['F3'],
    url: `https://shop.example/${seller}`,
    documentId: null,
    eventId: null,
    data: { findings: [] },
    documents: [],
    sample: false,
    why: '登记簿中的持证人与卖家不同',
  };
}

const raise = (seller: string) => inTransaction(db.ctx(), (tx) => raiseAlert(tx, finding(seller)));

describe('an alert', () => {
  test('is taken up by one of two people who saw the same revision', async () => {
    const id = await raise('s1');
    const seen = await api.send('GET', `/api/alerts/${id}`, { headers: office });
    const etag = seen.headers.get('etag') ?? '';
    expect(etag).toBe(`"${(await read(seen, alertDetailSchema)).revision}"`);
    const first = await api.send('POST', `/api/alerts/${id}/acknowledge`, {
      headers: { ...office, 'if-match': etag },
      json: { note: '核实中' },
    });
    expect(first.status).toBe(200);
    expect(await first.json()).toMatchObject({ state: 'acknowledged', title: '冒用“山西精品”标志' });
    const second = await api.send('POST', `/api/alerts/${id}/close`, {
      headers: { ...office, 'if-match': etag },
      json: { reason: 'lawful' },
    });
    expect(second.status).toBe(412);
    expect(await second.json()).toMatchObject({ code: 'stale' });
    const third = { headers: { ...office, 'if-match': first.headers.get('etag') ?? '' }, json: { reason: 'lawful' } };
    expect((await api.send('POST', `/api/alerts/${id}/close`, third)).status).toBe(200);
  });

  test('is taken up without a body too', async () => {
    const id = await raise('s2');
    expect((await api.send('POST', `/api/alerts/${id}/acknowledge`, { headers: office })).status).toBe(200);
    expect((await api.send('POST', `/api/alerts/${id}/acknowledge`, { headers: office })).status).toBe(409);
  });

  test('is found page by page, each once', async () => {
    for (const seller of ['p1', 'p2', 'p3']) {
      db.clock.advance(1000);
      await raise(seller);
    }
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer = await api.send('GET', `/api/alerts?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`, { headers: office });
      const page: z.output<typeof alertPage> = await read(answer, alertPage);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(3);
  });

  test('becomes a case, whose moves are refused where they are not possible', async () => {
    const id = await raise('s3');
    const opened = await api.send('POST', '/api/cases', { headers: office, json: { title: '某店冒用山西精品', alertIds: [id] } });
    expect(opened.status).toBe(201);
    const found = await read(opened, caseDetailSchema);
    expect(opened.headers.get('location')).toBe(`/api/cases/${found.id}`);
    const move = (json: object, etag: string) =>
      api.send('POST', `/api/cases/${found.id}/transitions`, { headers: { ...office, 'if-match': etag }, json });
    const impossible = await move({ name: 'accept' }, `"${found.revision}"`);
    expect(impossible.status).toBeGreaterThanOrEqual(400);
    expect(impossible.headers.get('content-type')).toBe('application/problem+json');
    expect((await move({ name: 'triage' }, '"999"')).status).toBe(412);
    expect((await api.send('GET', `/api/explain/${found.id}`, { headers: office })).status).toBe(200);
  });
});

describe('the push', () => {
  const push = (body: SendOptions['body'], headers = office) =>
    api.send('POST', '/api/documents', { headers: { ...headers, 'content-type': 'application/x-ndjson' }, body });
  const listing = (n: number) => JSON.stringify({ kind: 'listing', url: `https://shop.example/item/${n}`, title: `山西精品小米 ${n}` });

  test('keeps the good lines and names the half one', async () => {
    const response = await push(`${listing(1)}\n\n${listing(2)}\n{"kind":"listing","url":"https://shop.exa`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ accepted: 2, created: 2, refused: [{ line: 4, code: 'not-json' }] });
    expect(await (await api.send('GET', '/api/documents?kind=listing', { headers: office })).json()).toMatchObject({ items: [{}, {}] });
  });

  test('goes on after a bad line, and tells what is known already', async () => {
    const response = await push(`{"kind":"poem"}\n${listing(1)}\n${listing(3)}`);
    expect(await response.json()).toMatchObject({ accepted: 2, created: 1, unchanged: 1, refused: [{ line: 1, code: 'invalid' }] });
  });

  test('reads a stream as it comes', async () => {
    const text = new TextEncoder().encode(`${listing(4)}\n${listing(5)}\n`);
    const stream = new ReadableStream({
      start(controller) {
        for (let at = 0; at < text.length; at += 7) controller.enqueue(text.subarray(at, at + 7));
        controller.close();
      },
    });
    expect(await (await push(stream)).json()).toMatchObject({ accepted: 2, refused: [] });
  });

  test.each([
    ['without one usable line', '{"kind":\nnonsense'],
    ['without any line', ''],
  ])('%s is refused as a whole', async (_what, body) => {
    const response = await push(body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  test('in another encoding is refused instead of kept as garbage', async () => {
    const response = await push(Uint8Array.of(0xc9, 0xbd, 0xce, 0xf7, 0x0a));
    expect(await response.json()).toMatchObject({ status: 400, detail: expect.stringContaining('UTF-8'), line: 1 });
  });
});

describe('the public check', () => {
  const check = (number: string) => api.send('GET', `/api/registry/check?number=${encodeURIComponent(number)}`);

  test('answers anybody', async () => {
    const answer = await check('SXJP-2025-0001');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ number: 'SXJP-2025-0001', known: false, state: 'unknown' });
    expect((await check(' ')).status).toBe(400);
  });

  test('cannot be used to copy the registry', async () => {
    let refused: Response | undefined;
    for (let n = 0; n < 40 && refused === undefined; n += 1) {
      const response = await check(`X-${n}`);
      if (response.status === 429) refused = response;
    }
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    db.clock.advance(60_000);
    expect((await check('X')).status).toBe(200);
  });
});

describe('behind a proxy', () => {
  test('callers are told apart by what the proxy says, not by what they say', async () => {
    const config = parseConfig({ HUFU_PUBLIC_URL: 'https://hufu.example.cn' });
    const proxied = testApi(db, { config });
    const check = async (forwarded: string) =>
      (await proxied.send('GET', '/api/registry/check?number=X', { headers: { 'x-forwarded-for': forwarded } })).status;
    for (let n = 0; n < 30; n += 1) expect(await check(`198.51.100.${n}, 192.0.2.1`)).toBe(200);
    expect(await check('198.51.100.99, 192.0.2.1')).toBe(429);
    expect(await check('192.0.2.1, 192.0.2.2')).toBe(200);
    expect((await proxied.send('GET', '/api/session')).headers.get('strict-transport-security')).toContain('max-age=');
  });
});

describe('the rest', () => {
  test('a file that is no registry is refused', async () => {
    const response = await api.send('POST', '/api/registry/imports', { headers: office, body: 'not,a,registry\n1,2,3\n' });
    expect(response.status).toBe(400);
  });

  test('a file beyond 64 MiB is refused, and before that whoever may not send one', async () => {
    const chunk = new Uint8Array(1024 * 1024);
    const endless = () => new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
    const post = async (headers: Record<string, string>) =>
      (await api.send('POST', '/api/registry/imports', { headers, body: endless() })).status;
    expect(await post(await api.key('reader'))).toBe(403);
    expect(await post(office)).toBe(413);
  });

  test('a subscription shows its secret once', async () => {
    const json = { name: '晋中合作社', url: 'http://127.0.0.1:9/hook' };
    const created = await api.send('POST', '/api/subscriptions', { headers: office, json });
    expect(created.status).toBe(201);
    const { id, secret } = await read(created, createdSubscriptionSchema);
    const list = await (await api.send('GET', '/api/subscriptions', { headers: office })).text();
    expect(list).toContain(id);
    expect(list).not.toContain(secret);
    expect((await api.send('DELETE', `/api/subscriptions/${id}`, { headers: office })).status).toBe(204);
  });

  test('the overview counts', async () => {
    const overview = await read(await api.send('GET', '/api/overview', { headers: office }), overviewSchema);
    expect(overview.alerts.last14Days).toHaveLength(14);
    expect(overview.alerts.open).toBeGreaterThan(0);
    expect(overview.documents.listings).toBeGreaterThan(0);
  });

  test('the sample goes when the administrator says so', async () => {
    const admin = await api.key('admin');
    expect((await api.send('DELETE', '/api/sample', { headers: office })).status).toBe(403);
    expect(await (await api.send('DELETE', '/api/sample', { headers: admin })).json()).toEqual({ documents: 0, alerts: 0, cases: 0 });
  });

  test('a source that does not exist cannot be run', async () => {
    expect((await api.send('POST', '/api/sources/none/runs', { headers: office })).status).toBe(404);
  });
});
