import { describe, expect, test } from 'vitest';
import { judge, type ListingInput, listingSchema, parseInstant } from '#src/infringement/index.ts';
import { certificate, holder, rules, stranger, teaNumber, viewOf } from './registry-fixture.ts';

const view = viewOf();

function verdictOn(listing: Partial<ListingInput>, registry = view) {
  const input = listingSchema.parse({ id: 'x', title: '', description: '', seller: stranger, capturedAt: '2026-06-01', ...listing });
  return judge(input, registry, parseInstant(input.capturedAt ?? '') ?? new Date(0), rules);
}

function codesOf(listing: Partial<ListingInput>, registry = view): string[] {
  return verdictOn(listing, registry).findings.map(({ code }) => code);
}

const tea = { title: '云岭月 滇红工夫红茶 250g 罐装', description: `绿色云南认证，证书编号${teaNumber}。` };

describe('validity, suspension, withdrawal', () => {
  test.each([
    ['2024-12-31', ['T1'], { notYet: true }],
    ['2025-01-01', [], {}],
    ['2026-12-31T23:59:59+08:00', [], {}],
    ['2026-12-31T15:59:59Z', [], {}],
    ['2026-12-31T16:00:00Z', ['T1'], { curable: true }],
    ['2027-03-31', ['T1'], { curable: true }],
    ['2027-04-01', ['T1'], {}],
  ])('captured %s: %j', (capturedAt, codes, more) => {
    const { findings } = verdictOn({ ...tea, seller: holder, capturedAt });
    expect(findings.map(({ code }) => code)).toEqual(codes);
    if (findings[0] !== undefined)
      expect({ curable: findings[0].curable, notYet: findings[0].notYet }).toEqual({ curable: undefined, notYet: undefined, ...more });
  });

  test('only the holder can put a lapsed certificate right', () => {
    expect(verdictOn({ ...tea, seller: { name: '茶集合店' }, capturedAt: '2027-01-15' }).findings[0]?.curable).toBeUndefined();
  });

  test.each([
    ['suspended', '2026-03-01', '2026-03-31', '2026-02-28', []],
    ['suspended', '2026-03-01', '2026-03-31', '2026-03-01', ['T2']],
    ['suspended', '2026-03-01', '2026-03-31', '2026-03-31', ['T2']],
    ['suspended', '2026-03-01', '2026-03-31', '2026-04-01', []],
    ['suspended', '2026-03-01', undefined, '2026-11-01', ['T2']],
    ['revoked', '2026-03-01', undefined, '2026-02-28', []],
    ['revoked', '2026-03-01', undefined, '2026-03-01', ['T3']],
    ['cancelled', '2026-03-01', undefined, '2028-01-01', ['T3']],
  ] as const)('%s %s – %s, captured %s: %j', (...[status, statusFrom, statusTo, capturedAt, codes]) => {
    const row = certificate({
      certificateNo: teaNumber,
      mark: 'green-yunnan',
      status,
      statusFrom,
      ...(statusTo === undefined ? {} : { statusTo }),
    });
    expect(codesOf({ ...tea, seller: holder, capturedAt }, viewOf([row]))).toEqual(codes);
    expect(
      codesOf({ ...tea, description: '绿色云南认证产品', seller: holder, capturedAt }, viewOf([row])).filter((code) => code !== 'P1'),
    ).toEqual(codes);
  });
});
