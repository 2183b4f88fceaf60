import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ScoredAlert, score } from '#samples/score.ts';
import { truthOf } from '#samples/truth.ts';
import type { Truth } from '#samples/types.ts';
import { command } from '#src/cli/sample.ts';
import { sampleWorld, startedAt } from './support.ts';

const base = 'http://127.0.0.1:8643';

const truth: Truth = {
  listings: [
    { path: '/mall/item/1.html', verdict: 'violation', codes: ['F2'], accept: [['F2'], ['F2', 'F3']], tag: 'F2' },
    { path: '/mall/item/2.html', verdict: 'verify', codes: [], accept: [[]], tag: 'unidentified' },
    { path: '/mall/item/3.html', verdict: 'lawful', codes: [], accept: [[]], tag: 'plain' },
    { path: '/mall/item/4.html', verdict: 'none', codes: [], accept: [[]], tag: 'negation' },
  ],
  crises: [{ id: 'bad-cakes', brand: '云南品牌', title: '饼', articlePaths: ['/n/1', '/n/2', '/n/3', '/n/4'] }],
  articlePaths: ['/n/1', '/n/2', '/n/3', '/n/4', '/n/5', '/n/6', '/n/7', '/n/8'],
};

let serial = 0;

function infringement(item: number, verdict: 'violation' | 'verify', codes: string[]): ScoredAlert {
  serial += 1;
  return {
    id: `a${serial}`,
    kind: 'infringement',
    verdict,
    codes,
    level: 'orange',
    url: `${base}/mall/item/${item}.html`,
    documents: [],
    sample: true,
  };
}

function opinion(level: ScoredAlert['level'], articles: number[]): ScoredAlert {
  serial += 1;
  return {
    id: `a${serial}`,
    kind: 'opinion',
    codes: [],
    level,
    documents: articles.map((n) => ({ id: `d${n}`, url: `${base}/n/${n}` })),
    sample: true,
  };
}

describe('the score', () => {
  test('without alerts everything planted is missing', () => {
    expect(score(truth, [])).toEqual({ planted: 2, found: 0, falseAccusations: 0, crises: 1, crisesFound: 0, cases: 0 });
  });

  test('a planted listing is found by a code of an accepted set, once', () => {
    expect(score(truth, [infringement(1, 'violation', ['F3']), infringement(1, 'violation', ['F2'])]).found).toBe(1);
    expect(score(truth, [infringement(1, 'violation', ['T1'])]).found).toBe(0);
  });

  test('a claim of an unidentified seller is found by an alert that says verify', () => {
    expect(score(truth, [infringement(2, 'verify', [])]).found).toBe(1);
    expect(score(truth, [infringement(2, 'violation', ['F5'])]).found).toBe(0);
  });

  test('violation on a lawful or innocent listing is a false accusation, verify is not', () => {
    expect(score(truth, [infringement(3, 'violation', ['F1']), infringement(4, 'violation', ['F5'])]).falseAccusations).toBe(2);
    expect(score(truth, [infringement(3, 'verify', ['P1'])]).falseAccusations).toBe(0);
  });

  test('a crisis is found by a yellow alert of which it makes up three documents and half', () => {
    expect(score(truth, [opinion('yellow', [1, 2, 3, 5, 6, 7])]).crisesFound).toBe(1);
    expect(score(truth, [opinion('yellow', [1, 2, 3, 5, 6, 7, 8])]).crisesFound).toBe(0);
    expect(score(truth, [opinion('red', [1, 2])]).crisesFound).toBe(0);
    expect(score(truth, [opinion('blue', [1, 2, 3, 4])]).crisesFound).toBe(0);
  });

  test('a yellow alert without a crisis article is a false accusation, a blue one and one on a crisis are not', () => {
    expect(score(truth, [opinion('yellow', [5, 6])]).falseAccusations).toBe(1);
    expect(score(truth, [opinion('blue', [5, 6]), opinion('yellow', [1, 5])]).falseAccusations).toBe(0);
  });

  test('warnings of a user’s own sources are none of the sample’s business', () => {
    const own = { ...opinion('red', []), sample: false, documents: [{ id: 'x', url: 'https://news.example/9' }] };
    expect(score(truth, [own]).falseAccusations).toBe(0);
  });

  test('perfect alerts reach everything', () => {
    const world = truthOf(sampleWorld());
    const alerts = world.listings
      .filter(({ verdict }) => verdict === 'violation' || verdict === 'verify')
      .map(({ path, verdict, codes }, index): ScoredAlert => {
        return {
          id: `p${index}`,
          kind: 'infringement',
          verdict: verdict === 'verify' ? 'verify' : 'violation',
          codes,
          level: 'red',
          url: base + path,
          documents: [],
          sample: true,
        };
      });
    const warnings = world.crises.map((crisis): ScoredAlert => {
      return {
        id: crisis.id,
        kind: 'opinion',
        codes: [],
        level: 'red',
        documents: crisis.articlePaths.map((path) => ({ id: path, url: base + path })),
        sample: true,
      };
    });
    const result = score(world, [...alerts, ...warnings], [{ id: 'case_1' }]);
    expect(result).toEqual({ planted: 78, found: 78, falseAccusations: 0, crises: 2, crisesFound: 2, cases: 1 });
  });
});

interface Asked {
  readonly url: string;
  readonly key: string | undefined;
}

/** Serves two pages of alerts and one of cases, as the API does. */
async function apiOf(pages: readonly ScoredAlert[][]) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    asked.push({ url: url.pathname + url.search, key: request.headers['x-api-key']?.toString() });
    const page = Number(url.searchParams.get('cursor') ?? '0');
    const body =
      url.pathname === '/api/alerts'
        ? { items: pages[page] ?? [], nextCursor: page + 1 < pages.length ? String(page + 1) : null }
        : { items: [{ id: 'case_1' }], nextCursor: null };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, asked, close: () => new Promise((resolve) => server.close(resolve)) };
}

async function run(positionals: string[], values: Record<string, string>) {
  const lines: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] };
  const io = {
    stdin: (async function* () {})(),
    stdout: { write: (line: string) => void lines.stdout.push(line) },
    stderr: { write: (line: string) => void lines.stderr.push(line) },
  };
  const code = await command.run({ positionals, values }, io);
  return { code, stdout: lines.stdout.join(''), stderr: lines.stderr.join('') };
}

describe('hufu sample score', () => {
  test('pages through the API with the key and prints one line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hufu-sample-'));
    const world = sampleWorld();
    const [first, second] = world.truth.listings.filter(({ codes }) => codes[0] === 'F1');
    const alert = (path: string | undefined) => ({ ...infringement(0, 'violation', ['F1']), url: `${base}${path}` });
    const api = await apiOf([[alert(first?.path)], [alert(second?.path)]]);
    await writeFile(join(folder, 'sample.json'), JSON.stringify({ seed: world.seed, startedAt: startedAt.toISOString(), port: 8643 }));
    await writeFile(join(folder, 'cli.key'), 'secret-key\n');
    const result = await run(['score'], { data: folder, url: api.url });
    await api.close();
    await rm(folder, { recursive: true });
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(result.stdout)).toEqual({ planted: 78, found: 2, falseAccusations: 0, crises: 2, crisesFound: 0, cases: 1 });
    expect(api.asked.map(({ url }) => url)).toEqual(['/api/alerts?limit=200', '/api/alerts?limit=200&cursor=1', '/api/cases?limit=200']);
    expect(new Set(api.asked.map(({ key }) => key))).toEqual(new Set(['secret-key']));
  });

  test('says what to do where there is no sample world, and knows no other verb', async () => {
    await expect(run(['score'], { data: join(tmpdir(), 'hufu-no-such-folder') })).rejects.toThrow(/--data/);
    expect(await run(['serve'], {})).toMatchObject({ code: 64 });
  });
});
