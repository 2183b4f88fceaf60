import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { InvalidError } from '#src/base/errors.ts';
import { loadLangTables } from '#src/lang/tables.ts';
import { checkNumber, createCurrentRegistry, importCertificates, listCertificates, parseMarks, saveMarks } from '#src/registry/index.ts';
import { rulesDir } from '#src/rulebook/index.ts';
import { testDatabase } from '#test/support/postgres.ts';

const t = testDatabase();
const HEADER =
  'certificateNo,mark,holder,holderUscc,products,validFrom,validTo,status,statusFrom,statusTo,issuer,authorisedSellers,aliases';
const USCC = '91330100799655058B';

function row(
  number: string,
  given: Partial<Record<'mark' | 'uscc' | 'from' | 'to' | 'status' | 'statusFrom' | 'statusTo' | 'holder', string>> = {},
): string {
  const {
    mark = 'green-yunnan',
    uscc = USCC,
    from = '2025-01-01',
    to = '2027-12-31',
    status = 'valid',
    statusFrom = '',
    statusTo = '',
    holder = '云岭示例茶业有限公司',
  } = given;
  return [number, mark, holder, uscc, '普洱茶;绿茶', from, to, status, statusFrom, statusTo, '示例认证中心', '', ''].join(',');
}

function take(...rows: string[]) {
  return importCertificates(t.ctx(), new TextEncoder().encode([HEADER, ...rows].join('\n')));
}

beforeAll(async () => {
  await saveMarks(t.ctx(), parseMarks(readFileSync(`${rulesDir()}/marks/marks.yaml`, 'utf8')));
});

describe('importing certificates', () => {
  test('good rows are taken, each bad one is named with its line and reason', async () => {
    const report = await take(
      row('LSYN-2025-00001'),
      row('LSYN-2025-00002', { from: '2025-02-30' }),
      row('LSYN-2025-00003', { uscc: '913301007996550580' }),
      row('LSYN-2025-00001'),
      row('LSYN-2025-00004', { mark: 'no-such-mark' }),
      row('LSYN-2025-00005'),
    );
    expect(report).toMatchObject({ added: 2, changed: 0 });
    expect(report.problems.map((problem) => problem.line)).toEqual([3, 4, 5, 6]);
    for (const problem of report.problems) expect(problem.message.length).toBeGreaterThan(10);
  });

  test('a wrong header is refused as a whole, and nothing is taken', async () => {
    const before = await listCertificates(t.ctx(), { limit: 200 });
    const wrong = importCertificates(t.ctx(), new TextEncoder().encode('number,holder\nLSYN-2025-09999,某某'));
    await expect(wrong).rejects.toBeInstanceOf(InvalidError);
    expect(await listCertificates(t.ctx(), { limit: 200 })).toEqual(before);
  });

  test('the same file again changes nothing, a changed row counts once', async () => {
    await take(row('LSYN-2025-01001'), row('LSYN-2025-01002'));
    expect(await take(row('LSYN-2025-01001'), row('LSYN-2025-01002'))).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect(await take(row('LSYN-2025-01001', { to: '2028-12-31' }), row('LSYN-2025-01002'))).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 1,
    });
    const { items } = await listCertificates(t.ctx(), { limit: 10, q: 'LSYN-2025-01001' });
    expect(items).toMatchObject([{ validTo: '2028-12-31', revision: 2 }]);
  });
});

describe('the public check', () => {
  test.each([
    ['a certificate in its term', {}, 'valid'],
    ['one whose term has ended', { to: '2026-03-01' }, 'expired'],
    ['one on its last day', { to: '2026-03-02' }, 'valid'],
    ['one that begins tomorrow', { from: '2026-03-03' }, 'not-yet-valid'],
    ['one suspended until further notice', { status: 'suspended', statusFrom: '2026-01-01' }, 'suspended'],
    ['one whose suspension is over', { status: 'suspended', statusFrom: '2026-01-01', statusTo: '2026-02-28' }, 'valid'],
    ['one revoked since yesterday', { status: 'revoked', statusFrom: '2026-03-01' }, 'revoked'],
  ])('%s', async (_what, given, state) => {
    const registry = createCurrentRegistry(loadLangTables());
    const number = `LSYN-2025-${String(20_000 + Math.floor(Math.random() * 70_000))}`;
    await take(row(number, given));
    expect(await checkNumber(t.ctx(), registry, number)).toMatchObject({ known: true, state, asOf: '2026-03-02' });
  });

  test('a number the registry does not have, and one typed in full width', async () => {
    const registry = createCurrentRegistry(loadLangTables());
    expect(await checkNumber(t.ctx(), registry, 'LSYN-2099-00000')).toMatchObject({ known: false, state: 'unknown' });
    await take(row('LSYN-2025-03003'));
    expect(await checkNumber(t.ctx(), registry, 'ｌｓｙｎ－２０２５－０３００３')).toMatchObject({
      known: true,
      number: 'LSYN-2025-03003',
    });
    await expect(checkNumber(t.ctx(), registry, ' ')).rejects.toBeInstanceOf(InvalidError);
  });
});
