import type { Certificate, World } from './types.ts';

type Column = readonly [name: string, value: (row: Certificate) => string];

const columns: readonly Column[] = [
  ['certificateNo', (row) => row.certificateNo],
  ['mark', (row) => row.mark],
  ['holder', (row) => row.holder],
  ['holderUscc', (row) => row.holderUscc],
  ['products', (row) => row.products.join(';')],
  ['validFrom', (row) => row.validFrom],
  ['validTo', (row) => row.validTo],
  ['status', (row) => row.status],
  ['statusFrom', (row) => row.statusFrom ?? ''],
  ['statusTo', (row) => row.statusTo ?? ''],
  ['issuer', (row) => row.issuer],
  ['authorisedSellers', (row) => row.authorisedSellers.join(';')],
  ['aliases', (row) => row.aliases.join(';')],
];

function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The world's registry as `certificates.csv`: header row, RFC 4180, UTF-8 without byte order mark. */
export function sampleCertificatesCsv(world: World): string {
  const rows = world.registry.certificates.map((row) => columns.map(([, value]) => cell(value(row))).join(','));
  return `${[columns.map(([name]) => name).join(','), ...rows].join('\r\n')}\r\n`;
}
