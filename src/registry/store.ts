import { and, arrayContains, asc, eq, gt, ilike, inArray, or, sql } from 'drizzle-orm';
import type { Actor, Db } from '#src/base/context.ts';
import type { Problem } from '#src/base/result.ts';
import { meta } from '#src/db/tables.ts';
import type { Certificate, Mark } from './schemas.ts';
import { certificates, marks, registryImports } from './tables.ts';

export type CertificateRow = typeof certificates.$inferSelect;

const VERSION_KEY = 'registry.version';

/** A number that changes with every change of the registry: caches compare it. */
export async function readVersion(db: Db): Promise<number> {
  const [row] = await db.select().from(meta).where(eq(meta.key, VERSION_KEY));
  return typeof row?.value === 'number' ? row.value : 0;
}

export async function bumpVersion(db: Db, now: Date): Promise<void> {
  await db
    .insert(meta)
    .values({ key: VERSION_KEY, value: 1, updatedAt: now })
    .onConflictDoUpdate({ target: meta.key, set: { value: sql`to_jsonb((${meta.value})::int + 1)`, updatedAt: now } });
}

export async function allMarks(db: Db): Promise<Mark[]> {
  const rows = await db.select().from(marks).orderBy(asc(marks.position));
  return rows.map((row) => row.data as Mark);
}

export async function replaceMarks(db: Db, found: readonly Mark[], now: Date): Promise<void> {
  await db.delete(marks);
  if (found.length === 0) return;
  await db
    .insert(marks)
    .values(found.map((mark, position) => ({ id: mark.id, brand: mark.brand, name: mark.name, data: mark, position, updatedAt: now })));
}

export async function allCertificates(db: Db): Promise<CertificateRow[]> {
  return db.select().from(certificates).orderBy(asc(certificates.certificateNo));
}

export async function certificatesByNumber(db: Db, numbers: readonly string[]): Promise<CertificateRow[]> {
  return numbers.length === 0
    ? []
    : db
        .select()
        .from(certificates)
        .where(inArray(certificates.certificateNo, [...numbers]));
}

export interface CertificateWrite {
  readonly certificate: Certificate;
  readonly sample: boolean;
}

const CHUNK = 500;

/** Adds new certificates and overwrites known ones; the revision of an overwritten row goes up by one. */
export async function upsertCertificates(db: Db, rows: readonly CertificateWrite[], now: Date): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    const values = rows.slice(start, start + CHUNK).map(({ certificate, sample }) => ({
      ...certificate,
      products: [...certificate.products],
      authorisedSellers: [...certificate.authorisedSellers],
      aliases: [...certificate.aliases],
      statusFrom: certificate.statusFrom ?? null,
      statusTo: certificate.statusTo ?? null,
      sample,
      recordedAt: now,
    }));
    const excluded = (column: string) => sql.raw(`excluded.${column}`);
    await db
      .insert(certificates)
      .values(values)
      .onConflictDoUpdate({
        target: certificates.certificateNo,
        set: {
          mark: excluded('mark'),
          holder: excluded('holder'),
          holderUscc: excluded('holder_uscc'),
          products: excluded('products'),
          validFrom: excluded('valid_from'),
          validTo: excluded('valid_to'),
          status: excluded('status'),
          statusFrom: excluded('status_from'),
          statusTo: excluded('status_to'),
          issuer: excluded('issuer'),
          authorisedSellers: excluded('authorised_sellers'),
          aliases: excluded('aliases'),
          recordedAt: now,
          revision: sql`${certificates.revision} + 1`,
        },
      });
  }
}

export interface ImportRecord {
  readonly id: string;
  readonly actor: Actor;
  readonly fileHash: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly problems: readonly Problem[];
}

export async function insertImport(db: Db, record: ImportRecord, now: Date): Promise<void> {
  await db.insert(registryImports).values({ ...record, at: now });
}

export interface CertificateFilter {
  readonly limit: number;
  readonly after?: string;
  readonly q?: string;
  readonly mark?: string;
  readonly status?: string;
  readonly holderUscc?: string;
}

/** By number; one row more than the limit where there are more. */
export async function findCertificates(db: Db, filter: CertificateFilter): Promise<CertificateRow[]> {
  const like = filter.q === undefined ? undefined : `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const words =
    like === undefined
      ? undefined
      : or(
          ilike(certificates.certificateNo, like),
          ilike(certificates.holder, like),
          arrayContains(certificates.products, [filter.q ?? '']),
        );
  return db
    .select()
    .from(certificates)
    .where(
      and(
        filter.after === undefined ? undefined : gt(certificates.certificateNo, filter.after),
        filter.mark === undefined ? undefined : eq(certificates.mark, filter.mark),
        filter.status === undefined ? undefined : eq(certificates.status, filter.status),
        filter.holderUscc === undefined ? undefined : eq(certificates.holderUscc, filter.holderUscc),
        words,
      ),
    )
    .orderBy(asc(certificates.certificateNo))
    .limit(filter.limit + 1);
}

export async function deleteSampleCertificates(db: Db): Promise<number> {
  const rows = await db.delete(certificates).where(eq(certificates.sample, true)).returning({ no: certificates.certificateNo });
  return rows.length;
}

export async function countCertificates(db: Db, today: string): Promise<{ certificates: number; valid: number }> {
  const [row] = await db
    .select({
      certificates: sql<number>`count(*)::int`,
      valid: sql<number>`(count(*) filter (where ${certificates.status} = 'valid' and ${certificates.validFrom} <= ${today} and ${certificates.validTo} >= ${today}))::int`,
    })
    .from(certificates);
  return row ?? { certificates: 0, valid: 0 };
}

export async function brandOfMark(db: Db, id: string): Promise<string | undefined> {
  const [row] = await db.select({ brand: marks.brand }).from(marks).where(eq(marks.id, id));
  return row?.brand;
}
