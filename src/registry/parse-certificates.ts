import { type CsvError, parse } from 'csv-parse/sync';
import { InvalidError } from '#src/base/errors.ts';
import type { Parsed, Problem } from '#src/base/result.ts';
import { normaliseUscc, usccFault } from '#src/regions/uscc.ts';
import { type Certificate, type CertificateStatus, certificateKey, certificateStatuses, isDay } from './schemas.ts';

/** The header of `certificates.csv`; every column must be there, in any order, and no other. */
export const certificateColumns = [
  'certificateNo',
  'mark',
  'holder',
  'holderUscc',
  'products',
  'validFrom',
  'validTo',
  'status',
  'statusFrom',
  'statusTo',
  'issuer',
  'authorisedSellers',
  'aliases',
] as const;

type Column = (typeof certificateColumns)[number];
type Row = Readonly<Record<Column, string>>;

interface RawRecord {
  readonly record: readonly string[];
  readonly line: number;
}

/**
 * Reads the certificate registry (RFC 4180; UTF-8 with or without byte order mark, or GB 18030).
 * A bad row becomes a problem with its line and field and is left out; the rest is read.
 * @throws {InvalidError} when the header lacks a column or has an unknown one
 */
export function parseCertificates(input: Uint8Array | string, knownMarks?: ReadonlySet<string>): Parsed<Certificate> {
  const problems: Problem[] = [];
  const records = readRecords(typeof input === 'string' ? input : decode(input), problems);
  const header = records.shift();
  const order = columnOrder(header?.record.map((name) => name.trim()) ?? []);
  const items: Certificate[] = [];
  const lineOfNumber = new Map<string, number>();
  for (const { record, line } of records) {
    const found =
      record.length === order.length ? checkRow(asRow(record, order), line, knownMarks) : wrongWidth(record.length, order.length, line);
    if (!('certificate' in found)) {
      problems.push(...found.problems);
      continue;
    }
    const key = certificateKey(found.certificate.certificateNo);
    const earlier = lineOfNumber.get(key);
    if (earlier !== undefined) {
      problems.push(duplicate(found.certificate.certificateNo, earlier, line));
      continue;
    }
    lineOfNumber.set(key, line);
    items.push(found.certificate);
  }
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { items, problems };
}

function duplicate(number: string, earlier: number, line: number): Problem {
  const message = `certificate number ${number} is already on line ${earlier}; keep one of the two rows`;
  return { line, field: 'certificateNo', code: 'duplicate-number', message };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function readRecords(text: string, problems: Problem[]): RawRecord[] {
  const records: RawRecord[] = [];
  parse(text.startsWith('\uFEFF') ? text.slice(1) : text, {
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      const line = typeof error?.['lines'] === 'number' ? error['lines'] : undefined;
      const message = 'the quotes of this row do not close; write a quote inside a field twice ("")';
      problems.push({ ...(line === undefined ? {} : { line }), code: 'bad-quotes', message });
      return undefined;
    },
    on_record: (record: string[], { lines }) => {
      records.push({ record, line: lines });
      return null;
    },
  });
  return records;
}

function columnOrder(header: readonly string[]): readonly Column[] {
  const missing = certificateColumns.filter((column) => !header.includes(column));
  const unknown = header.filter((name) => !certificateColumns.some((column) => column === name));
  const repeated = header.filter((name, index) => header.indexOf(name) !== index);
  if (missing.length + unknown.length + repeated.length > 0) {
    const parts = [
      missing.length > 0 ? `missing columns: ${missing.join(', ')}` : '',
      unknown.length > 0 ? `unknown columns: ${unknown.map((name) => name || '(empty)').join(', ')}` : '',
      repeated.length > 0 ? `repeated columns: ${repeated.join(', ')}` : '',
    ].filter((part) => part !== '');
    throw new InvalidError(`The header of the certificate file is wrong: ${parts.join('; ')}. Expected: ${certificateColumns.join(',')}`, {
      missing,
      unknown,
    });
  }
  return certificateColumns.map((column) => column).sort((a, b) => header.indexOf(a) - header.indexOf(b));
}

function asRow(record: readonly string[], order: readonly Column[]): Row {
  const row: Record<Column, string> = Object.fromEntries(certificateColumns.map((column) => [column, ''])) as Record<Column, string>;
  for (const [index, column] of order.entries()) row[column] = (record[index] ?? '').trim();
  return row;
}

type Checked = { readonly certificate: Certificate } | { readonly problems: readonly Problem[] };

function wrongWidth(found: number, expected: number, line: number): Checked {
  const message = `this row has ${found} fields, the header ${expected}; put fields that contain a comma in quotes`;
  return { problems: [{ line, code: 'wrong-field-count', message }] };
}

function checkRow(row: Row, line: number, knownMarks: ReadonlySet<string> | undefined): Checked {
  const problems: Problem[] = [];
  const complain = (field: Column, code: string, message: string): void => {
    problems.push({ line, field, code, message });
  };
  for (const column of ['certificateNo', 'mark', 'holder', 'products'] as const) {
    if (row[column] === '') complain(column, 'missing', `${column} is empty; fill it in`);
  }
  if (row.certificateNo !== '' && certificateKey(row.certificateNo) === '') {
    complain(
      'certificateNo',
      'bad-number',
      `"${row.certificateNo}" has neither letters nor digits; write the number as printed on the certificate`,
    );
  }
  if (row.mark !== '' && knownMarks !== undefined && !knownMarks.has(row.mark)) {
    complain('mark', 'unknown-mark', `mark "${row.mark}" is not in marks.yaml; use one of ${[...knownMarks].join(', ')}`);
  }
  checkUscc(row.holderUscc, complain);
  checkDates(row, complain);
  if (problems.length > 0) return { problems };
  return { certificate: toCertificate(row) };
}

type Complain = (field: Column, code: string, message: string) => void;

function checkUscc(text: string, complain: Complain): void {
  const fault = usccFault(normaliseUscc(text));
  if (fault === undefined) return;
  const reasons = {
    length: 'a unified social credit code has 18 characters',
    alphabet: 'a unified social credit code has only digits and capitals without I, O, S, V, Z',
    check: 'the last character does not fit the first 17 (GB 32100)',
  };
  complain('holderUscc', 'bad-uscc', `"${text}": ${reasons[fault]}; copy it again from the business licence`);
}

function checkDates(row: Row, complain: Complain): void {
  for (const column of ['validFrom', 'validTo'] as const) {
    if (!isDay(row[column])) complain(column, 'bad-date', `"${row[column]}" is not a day that exists; write YYYY-MM-DD`);
  }
  if (isDay(row.validFrom) && isDay(row.validTo) && row.validTo < row.validFrom) {
    complain('validTo', 'ends-before-start', `validTo ${row.validTo} is before validFrom ${row.validFrom}; correct one of the two`);
  }
  if (!isStatus(row.status)) {
    complain('status', 'unknown-status', `status "${row.status}" is unknown; use one of ${certificateStatuses.join(', ')}`);
    return;
  }
  for (const column of ['statusFrom', 'statusTo'] as const) {
    if (row[column] !== '' && !isDay(row[column]))
      complain(column, 'bad-date', `"${row[column]}" is not a day that exists; write YYYY-MM-DD or leave it empty`);
  }
  if (row.status === 'valid') return;
  if (row.statusFrom === '') {
    complain('statusFrom', 'missing-status-from', `status ${row.status} needs the day it began; write statusFrom as YYYY-MM-DD`);
  }
  if (isDay(row.statusFrom) && isDay(row.statusTo) && row.statusTo < row.statusFrom) {
    complain('statusTo', 'ends-before-start', `statusTo ${row.statusTo} is before statusFrom ${row.statusFrom}; correct one of the two`);
  }
}

function isStatus(text: string): text is CertificateStatus {
  return certificateStatuses.some((status) => status === text);
}

/** Only for rows that `checkRow` found no fault with: the status is one of the four. */
function toCertificate(row: Row): Certificate {
  return {
    certificateNo: row.certificateNo,
    mark: row.mark,
    holder: row.holder,
    holderUscc: normaliseUscc(row.holderUscc),
    products: list(row.products),
    validFrom: row.validFrom,
    validTo: row.validTo,
    status: isStatus(row.status) ? row.status : 'valid',
    ...(row.statusFrom === '' ? {} : { statusFrom: row.statusFrom }),
    ...(row.statusTo === '' ? {} : { statusTo: row.statusTo }),
    issuer: row.issuer,
    authorisedSellers: list(row.authorisedSellers),
    aliases: list(row.aliases),
  };
}

function list(text: string): string[] {
  return text
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
