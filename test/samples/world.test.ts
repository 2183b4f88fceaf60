import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addDays, shanghaiDay } from '#samples/calendar.ts';
import { loadSampleData } from '#samples/data.ts';
import { sampleCertificatesCsv } from '#samples/registry.ts';
import type { Certificate, World } from '#samples/types.ts';
import { hashOf } from '#src/base/hashing.ts';
import { sampleWorld, startedAt } from './support.ts';

const world = sampleWorld();
const today = shanghaiDay(startedAt);

/** Patterns of the product's own marks; the ones agreed on stand in where that file is not there. */
function numberPatterns(): Map<string, string> {
  const path = fileURLToPath(new URL('../../rules/marks/marks.yaml', import.meta.url));
  if (existsSync(path)) {
    const file = parse(readFileSync(path, 'utf8')) as
      | { marks?: { id: string; numberPattern: string }[] }
      | { id: string; numberPattern: string }[];
    return new Map((Array.isArray(file) ? file : (file.marks ?? [])).map((mark) => [mark.id, mark.numberPattern]));
  }
  return new Map(
    Object.entries({
      'yunnan-brand': 'YNPP\\d{4}[A-D]\\d{4}',
      'green-yunnan': 'LSYN-\\d{4}-\\d{5}',
      'quality-yunnan': 'PZYN-\\d{4}-\\d{5}',
      'charm-yunnan': 'MLYN-F\\d{4}-\\d{4}',
      'tianfu-quality': 'TFPZ-[NGF]-\\d{4}-\\d{4}',
      'shanxi-premium': 'SXJP\\d{2}[A-Z]\\d{6}',
      'quality-qinghai': 'QHPZ\\[\\d{4}\\]\\d{4}号',
      'green-food': 'LB-\\d{2}-\\d{10}A',
      'geographical-indication': 'GIYZ-\\d{6}-\\d{4}',
    }),
  );
}

function isValidUscc(code: string): boolean {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const sum = [...code.slice(0, 17)].reduce((total, char, index) => total + alphabet.indexOf(char) * (3 ** index % 31), 0);
  const organisation = code.slice(8, 17);
  const part = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, index) => total + Number.parseInt(organisation[index] ?? '', 36) * weight,
    0,
  );
  const check = ['0', 'X', '9', '8', '7', '6', '5', '4', '3', '2', '1'][part % 11];
  return code.length === 18 && alphabet[(31 - (sum % 31)) % 31] === code[17] && organisation[8] === check;
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

function pageText(world: World, path: string): string {
  const listing = world.listings.find((row) => row.path === path);
  const shop = world.shops.find(({ id }) => id === listing?.shop);
  return JSON.stringify([listing?.title, listing?.description, listing?.attributes, listing?.keywords, shop?.name]);
}

describe('the world', () => {
  test('is the same for the same seed and start, and another for another seed', () => {
    expect(hashOf(sampleWorld(7))).toBe(hashOf(world));
    expect(hashOf(sampleWorld(8))).not.toBe(hashOf(world));
  });

  test('has a registry of 200 certificates of about seventy invented enterprises', () => {
    const { certificates } = world.registry;
    expect(certificates).toHaveLength(200);
    expect(new Set(certificates.map(({ certificateNo }) => certificateNo)).size).toBe(200);
    const holders = new Set(certificates.map(({ holder }) => holder));
    expect(holders.size).toBeGreaterThanOrEqual(65);
    expect(new Set(certificates.map(({ holderUscc }) => holderUscc)).size).toBe(holders.size);
    expect(certificates.every(({ issuer }) => /（虚构）|（示例）/.test(issuer))).toBe(true);
  });

  test('every certificate number has its mark’s pattern and every credit code its check characters', () => {
    const patterns = numberPatterns();
    for (const { certificateNo, mark, holderUscc } of world.registry.certificates) {
      expect(certificateNo).toMatch(new RegExp(`^(?:${patterns.get(mark)})$`));
      expect(isValidUscc(holderUscc), holderUscc).toBe(true);
      expect(holderUscc.slice(8, 12)).toBe('XXXX');
    }
    for (const { uscc } of world.shops) if (uscc !== undefined) expect(isValidUscc(uscc), uscc).toBe(true);
  });

  test('no validity border is nearer than 60 days, save the curable lapses', () => {
    function isFar(day: string): boolean {
      return day < addDays(today, -59) || day > addDays(today, 59);
    }
    const near = world.registry.certificates.filter(({ validFrom, validTo, statusFrom, statusTo }) => {
      return ![validFrom, validTo, statusFrom, statusTo].every((day) => day === undefined || isFar(day));
    });
    expect(near).toHaveLength(3);
    for (const { validTo } of near) {
      expect(validTo >= addDays(today, -50) && validTo <= addDays(today, -20)).toBe(true);
    }
  });

  test('holds certificates of every state', () => {
    const states = countBy(world.registry.certificates, ({ status, validTo }: Certificate) => (validTo < today ? 'lapsed' : status));
    expect(Object.keys(states).sort()).toEqual(['cancelled', 'lapsed', 'revoked', 'suspended', 'valid']);
  });

  test('the registry as CSV has the contract’s columns and one row a certificate', () => {
    const lines = sampleCertificatesCsv(world).trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      'certificateNo,mark,holder,holderUscc,products,validFrom,validTo,status,statusFrom,statusTo,issuer,authorisedSellers,aliases',
    );
    expect(lines).toHaveLength(201);
    expect(lines.every((line) => line.split(',').length === 13)).toBe(true);
  });
});

describe('what is planted', () => {
  test('four to six listings of every code, beside lawful and innocent ones', () => {
    const counts = countBy(world.truth.listings, ({ verdict, codes }) => codes[0] ?? verdict);
    const codes = ['F1', 'F2', 'F3', 'F4', 'F5', 'S1', 'S2', 'S3', 'T1', 'T2', 'T3', 'P1', 'B1', 'B2'];
    for (const code of [...codes, 'verify']) {
      expect(counts[code], code).toBeGreaterThanOrEqual(4);
      expect(counts[code], code).toBeLessThanOrEqual(6);
    }
    expect(counts['lawful']).toBe(120);
    expect(counts['none']).toBeGreaterThanOrEqual(100);
    expect(world.listings).toHaveLength(320);
  });

  test('one seller carries four forged numbers', () => {
    const forged = new Set(world.truth.listings.filter(({ codes }) => codes[0] === 'F1').map(({ path }) => path));
    const bySeller = countBy(
      world.listings.filter(({ path }) => forged.has(path)),
      ({ shop }) => shop,
    );
    expect(Math.max(...Object.values(bySeller))).toBe(4);
  });

  test('forged numbers are in no certificate; numbers of F2, F3, S, and T are', () => {
    const numbers = world.registry.certificates.map(({ certificateNo }) => certificateNo);
    for (const { path, codes } of world.truth.listings) {
      const shows = numbers.some((number) => pageText(world, path).includes(number));
      if (codes[0] === 'F1') expect(shows, path).toBe(false);
      if (/^(F2|F3|S1|S2|T\d)$/.test(codes[0] ?? '')) expect(shows, path).toBe(true);
    }
  });

  test('evasive spellings stand among planted, lawful and innocent listings', () => {
    const zeroWidth = /[\u200b\u200d]/;
    const verdicts = new Set(
      world.truth.listings.filter(({ path }) => zeroWidth.test(pageText(world, path))).map(({ verdict }) => verdict),
    );
    expect(verdicts).toContain('violation');
    expect(verdicts).toContain('none');
    expect(world.truth.listings.some(({ verdict, tag }) => verdict === 'lawful' && /traditional|starred|fullwidth/.test(tag))).toBe(true);
  });

  test('padding, plain goods and shops without a claim name no mark', () => {
    const { padding } = loadSampleData();
    const names = /云南品牌|绿色云南|品质云南|魅力云南|天府品质|山西精品|品质青海|绿色食品|地理标志/;
    expect(JSON.stringify(padding)).not.toMatch(names);
    const plain = world.truth.listings.filter(({ tag }) => tag === 'plain goods' || tag === 'uncertified goods');
    expect(plain.length).toBeGreaterThan(40);
    for (const { path } of plain) expect(pageText(world, path)).not.toMatch(names);
  });

  test('titles and item addresses are unique', () => {
    expect(new Set(world.listings.map(({ title }) => title)).size).toBe(world.listings.length);
    expect(new Set(world.listings.map(({ path }) => path)).size).toBe(world.listings.length);
    expect(new Set(world.articles.map(({ path }) => path)).size).toBe(world.articles.length);
  });

  test('two crises swell around the start, each told by many voices', () => {
    const byPath = new Map(world.articles.map((article) => [article.path, article]));
    const expected = [
      { hours: 30, items: 25, voices: 12 },
      { hours: 8, items: 18, voices: 12 },
    ];
    expect(world.truth.crises).toHaveLength(2);
    for (const [index, { hours, items, voices }] of expected.entries()) {
      const articles = world.truth.crises[index]?.articlePaths.flatMap((path) => byPath.get(path) ?? []) ?? [];
      expect(articles.length).toBeGreaterThanOrEqual(items);
      expect(new Set(articles.map(({ section, author, outlet }) => (section === 'posts' ? author : outlet))).size).toBeGreaterThanOrEqual(
        voices,
      );
      const offsets = articles.map(({ publishedAt }) => (Date.parse(publishedAt) - startedAt.getTime()) / 3_600_000);
      expect(Math.min(...offsets)).toBeCloseTo(-hours, 5);
      expect(Math.max(...offsets)).toBeGreaterThan(0);
    }
  });
});
