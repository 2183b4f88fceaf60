import { describe, expect, test } from 'vitest';
import { InvalidError } from '#src/base/errors.ts';
import { certificateColumns, parseCertificates } from '#src/registry/parse-certificates.ts';
import { certificateKey, shopUrlKey } from '#src/registry/schemas.ts';

const USCC = '91330100799655058B';
const header = certificateColumns.join(',');
const good = `LSYN-2024-00001,green-yunnan,普洱某某茶业有限公司,${USCC},普洱茶（生茶）;普洱茶（熟茶）,2024-04-01,2027-03-31,valid,,,某认证中心,甲店;https://shop.example/a,某某`;

function row(changes: Partial<Record<(typeof certificateColumns)[number], string>>): string {
  const cells = good.split(',');
  return certificateColumns.map((column, index) => changes[column] ?? cells[index] ?? '').join(',');
}

function problemsOf(...rows: string[]) {
  return parseCertificates([header, ...rows].join('\n')).problems;
}

describe('certificate registry file', () => {
  test('reads lists, empty days and every column', () => {
    const { items, problems } = parseCertificates(`${header}\n${good}\n`);
    expect(problems).toEqual([]);
    expect(items).toEqual([
      {
        certificateNo: 'LSYN-2024-00001',
        mark: 'green-yunnan',
        holder: '普洱某某茶业有限公司',
        holderUscc: USCC,
        products: ['普洱茶（生茶）', '普洱茶（熟茶）'],
        validFrom: '2024-04-01',
        validTo: '2027-03-31',
        status: 'valid',
        issuer: '某认证中心',
        authorisedSellers: ['甲店', 'https://shop.example/a'],
        aliases: ['某某'],
      },
    ]);
  });

  test('columns may stand in any order, quoted fields may hold commas and line ends, CRLF is fine', () => {
    const turned = `${[...certificateColumns].reverse().join(',')}\r\n${good.split(',').reverse().join(',').replace('某认证中心', '"某,认证""中心\r\n二"')}\r\n`;
    const { items, problems } = parseCertificates(turned);
    expect(problems).toEqual([]);
    expect(items[0]?.issuer).toBe('某,认证"中心\r\n二');
  });

  test('a byte order mark and GB 18030 are read', () => {
    const withMark = new TextEncoder().encode(`\uFEFF${header}\n${good}`);
    expect(parseCertificates(withMark).items[0]?.holder).toBe('普洱某某茶业有限公司');
    // 持证 in GB 18030; no encoder exists in the platform.
    const name = Uint8Array.from([0xb3, 0xd6, 0xd6, 0xa4]);
    const [before = '', after = ''] =
      `${header}\n${row({ holder: '@', products: 'tea', issuer: 'x', authorisedSellers: '', aliases: '' })}`.split('@');
    const bytes = Uint8Array.from([...new TextEncoder().encode(before), ...name, ...new TextEncoder().encode(after)]);
    expect(parseCertificates(bytes).items[0]?.holder).toBe('持证');
  });

  test('a wrong header names what is missing and what is unknown', () => {
    const wrong = header.replace('holderUscc', 'uscc');
    expect(() => parseCertificates(`${wrong}\n${good}`)).toThrow(InvalidError);
    expect(() => parseCertificates(`${wrong}\n${good}`)).toThrow(/missing columns: holderUscc; unknown columns: uscc/);
    expect(() => parseCertificates('')).toThrow(/missing columns: certificateNo/);
  });

  test.each([
    ['bad-date', 'validFrom', { validFrom: '2024-02-30' }],
    ['bad-date', 'validTo', { validTo: '2027/03/31' }],
    ['bad-date', 'statusFrom', { status: 'revoked', statusFrom: 'gestern' }],
    ['ends-before-start', 'validTo', { validTo: '2024-03-31' }],
    ['ends-before-start', 'statusTo', { status: 'suspended', statusFrom: '2025-02-02', statusTo: '2025-02-01' }],
    ['missing-status-from', 'statusFrom', { status: 'suspended' }],
    ['unknown-status', 'status', { status: 'frozen' }],
    ['bad-uscc', 'holderUscc', { holderUscc: '91330100799655058C' }],
    ['missing', 'products', { products: '' }],
    ['bad-number', 'certificateNo', { certificateNo: '——' }],
  ])('%s in %s: the row is left out, line and field are named, the rest is read', (code, field, changes) => {
    const { items, problems } = parseCertificates([header, row(changes), row({ certificateNo: 'LSYN-2024-00002' })].join('\n'));
    expect(items.map((item) => item.certificateNo)).toEqual(['LSYN-2024-00002']);
    expect(problems).toMatchObject([{ line: 2, code, field }]);
  });

  test('a number that differs only in its writing is a duplicate', () => {
    expect(problemsOf(good, row({ certificateNo: 'lsyn 2024 00001' }))).toMatchObject([{ line: 3, code: 'duplicate-number' }]);
  });

  test('a row with too few fields and a mark nobody knows are problems', () => {
    expect(problemsOf('a,b,c')).toMatchObject([{ line: 2, code: 'wrong-field-count' }]);
    expect(parseCertificates(`${header}\n${good}`, new Set(['other'])).problems).toMatchObject([{ field: 'mark', code: 'unknown-mark' }]);
  });
});

describe('comparison forms', () => {
  test('a number is its letters and digits', () => {
    expect(certificateKey('ｑｈｐｚ〔2024〕 0766号')).toBe('QHPZ20240766');
  });

  test('a shop address is host and path', () => {
    expect(shopUrlKey('HTTPS://www.Shop.example/a/?from=x#top')).toBe('shop.example/a');
    expect(shopUrlKey('某某旗舰店')).toBeUndefined();
  });
});
