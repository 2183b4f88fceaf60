import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { judge, listingSchema, parseInstant } from '#src/infringement/index.ts';
import { createRegistryView, parseCertificates, parseMarks } from '#src/registry/index.ts';
import { rules } from './registry-fixture.ts';

const shared = process.env['HUFU_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const folder = join(shared, 'data/infringement');
const present = existsSync(join(folder, 'expected.ndjson'));

interface Expected {
  readonly verdict: string;
  readonly acceptVerdicts?: readonly string[];
  readonly findings: readonly { readonly code: string }[];
  readonly accept?: readonly (readonly string[])[];
}

function lines(name: string): string[] {
  return readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function isExact(codes: ReadonlySet<string>, want: Expected): boolean {
  const sets = want.accept ?? [want.findings.map(({ code }) => code)];
  return sets.some((set) => new Set(set).size === codes.size && set.every((code) => codes.has(code)));
}

describe.skipIf(!present)('the examiner’s 120 listings (HUFU_SHARED)', () => {
  test('verdicts and codes stay above the floor, and nobody innocent is accused', () => {
    const marks = parseMarks(readFileSync(join(folder, 'marks.yaml'), 'utf8'));
    const { items, problems } = parseCertificates(readFileSync(join(folder, 'certificates.csv')));
    expect(problems).toEqual([]);
    const view = createRegistryView(marks, items, rules.tables);
    const expected = lines('expected.ndjson').map((line): Expected => JSON.parse(line));
    let right = 0;
    let exact = 0;
    const accused: string[] = [];
    for (const [index, line] of lines('listings.ndjson').entries()) {
      const listing = listingSchema.parse(JSON.parse(line));
      const want = expected[index];
      if (want === undefined) throw new Error(`expected.ndjson is shorter than listings.ndjson: line ${index + 1}`);
      const got = judge(listing, view, parseInstant(listing.capturedAt ?? '') ?? new Date(0), rules);
      if ((want.acceptVerdicts ?? [want.verdict]).includes(got.verdict)) right += 1;
      if (isExact(new Set(got.findings.map(({ code }) => code)), want)) exact += 1;
      if (got.verdict === 'violation' && (want.verdict === 'lawful' || want.verdict === 'none')) accused.push(listing.id);
    }
    expect(accused).toEqual([]);
    expect(right / expected.length).toBeGreaterThanOrEqual(0.97);
    expect(exact / expected.length).toBeGreaterThanOrEqual(0.95);
  });
});
