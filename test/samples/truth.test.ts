import { describe, expect, test } from 'vitest';
import { addDays, shanghaiDay } from '#samples/calendar.ts';
import type { Certificate, Listing, ListingTruth, World } from '#samples/types.ts';
import { generateWorld } from '#samples/world.ts';

/** A number or text without what formatting slips change: width, case, hyphens, spaces, brackets, what stands between characters. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z\p{Script=Han}]/gu, '');
}

/** The state of a certificate on a day, by the contract's rules and nothing of the generator's. */
function stateOn(day: string, { validFrom, validTo, status, statusFrom = '', statusTo = '' }: Certificate): string {
  if (day < validFrom) return 'T1';
  if ((status === 'revoked' || status === 'cancelled') && day >= statusFrom) return 'T3';
  if (day > validTo) return 'T1';
  if (status === 'suspended' && day >= statusFrom && (statusTo === '' || day <= statusTo)) return 'T2';
  return 'in force';
}

interface Shown {
  readonly listing: Listing;
  readonly truth: ListingTruth;
  /** Certificates whose number the listing shows. */
  readonly certificates: readonly Certificate[];
  /** Whether its seller is holder or authorised, by the certificate. */
  isEntitled(certificate: Certificate): boolean;
}

function shownBy(world: World): Shown[] {
  const byPath = new Map(world.truth.listings.map((truth) => [truth.path, truth]));
  const shops = new Map(world.shops.map((shop) => [shop.id, shop]));
  return world.listings.flatMap((listing) => {
    const truth = byPath.get(listing.path);
    const shop = shops.get(listing.shop);
    if (truth === undefined || shop === undefined) return [];
    const text = bare([listing.title, ...listing.description, ...Object.values(listing.attributes)].join('|'));
    const names = new Set([shop.name, shop.company, shop.uscc].filter((name) => name !== undefined && name !== ''));
    return [
      {
        listing,
        truth,
        certificates: world.registry.certificates.filter(({ certificateNo }) => text.includes(bare(certificateNo))),
        isEntitled: (row) => [row.holder, row.holderUscc, ...row.aliases, ...row.authorisedSellers].some((name) => names.has(name)),
      },
    ];
  });
}

const starts = [
  { seed: 1, startedAt: new Date('2026-11-21T04:00:00Z') },
  { seed: 2, startedAt: new Date('2027-12-31T16:30:00Z') },
  { seed: 20260825, startedAt: new Date('2028-02-28T20:00:00Z') },
];

describe.each(starts)('the truth of a world with seed $seed', (input) => {
  const world = generateWorld(input);
  const shown = shownBy(world);
  const first = shanghaiDay(input.startedAt);
  const days = [first, addDays(first, 15), addDays(first, 30)];

  test('lawful listings show certificates in force, of their own seller, for these goods, on every day of a month', () => {
    for (const { listing, truth, certificates, isEntitled } of shown) {
      if (truth.verdict !== 'lawful' || truth.tag === 'no number needed') continue;
      for (const row of certificates) {
        expect(isEntitled(row), listing.title).toBe(true);
        expect(
          days.map((day) => stateOn(day, row)),
          listing.title,
        ).toEqual(['in force', 'in force', 'in force']);
      }
    }
  });

  test('every lawful listing that needs a number shows one', () => {
    const bareOnes = shown.filter(({ truth, certificates }) => truth.verdict === 'lawful' && certificates.length === 0);
    for (const { listing } of bareOnes) expect(listing.title + listing.description.join('')).toMatch(/魅力云南|地理标志/);
  });

  test('expired, suspended and revoked certificates stay so for a month, and are their holder’s', () => {
    for (const { listing, truth, certificates, isEntitled } of shown) {
      const [code = ''] = truth.codes;
      if (!/^T\d$/.test(code)) continue;
      expect(certificates, listing.title).toHaveLength(1);
      for (const row of certificates) {
        expect(
          days.map((day) => stateOn(day, row)),
          listing.title,
        ).toEqual([code, code, code]);
        expect(isEntitled(row), listing.title).toBe(true);
      }
    }
  });

  test('passed-off, altered and resold numbers are in force and not their seller’s', () => {
    for (const { listing, truth, certificates, isEntitled } of shown) {
      if (!/^(F3|S2)$/.test(truth.codes[0] ?? '')) continue;
      expect(
        certificates.map((row) => [isEntitled(row), stateOn(first, row)]),
        listing.title,
      ).toEqual([[false, 'in force']]);
    }
  });

  test('out-of-scope numbers are in force and their seller’s own', () => {
    for (const { listing, truth, certificates, isEntitled } of shown) {
      if (truth.codes[0] !== 'S1') continue;
      expect(
        certificates.map((row) => [isEntitled(row), stateOn(first, row)]),
        listing.title,
      ).toEqual([[true, 'in force']]);
    }
  });

  test('who claims without a number is entitled where the truth says irregular, and not where it says false', () => {
    for (const { listing, truth, certificates } of shown) {
      if (truth.codes[0] === 'P1' || truth.codes[0] === 'F5') expect(certificates, listing.title).toEqual([]);
    }
    const entitled = new Set(
      shown.filter(({ isEntitled }) => world.registry.certificates.some(isEntitled)).map(({ listing }) => listing.id),
    );
    for (const { listing, truth } of shown) {
      if (truth.codes[0] === 'P1') expect(entitled, listing.title).toContain(listing.id);
      if (/^(F1|F3|F4|F5|B1|B2)$/.test(truth.codes[0] ?? '')) expect(entitled, listing.title).not.toContain(listing.id);
    }
  });

  test('titles are unique', () => {
    expect(new Set(world.listings.map(({ title }) => title)).size).toBe(world.listings.length);
  });
});
