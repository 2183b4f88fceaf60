import { recordAudit } from '#src/audit/index.ts';
import type { Context } from '#src/base/context.ts';
import { canonicalJson, sha256 } from '#src/base/hashing.ts';
import { newId } from '#src/base/ids.ts';
import type { Problem } from '#src/base/result.ts';
import { inTransaction } from '#src/db/index.ts';
import { parseCertificates } from './parse-certificates.ts';
import type { Certificate, Mark } from './schemas.ts';
import {
  allMarks,
  bumpVersion,
  type CertificateRow,
  certificatesByNumber,
  insertImport,
  replaceMarks,
  upsertCertificates,
} from './store.ts';

export interface ImportReport {
  readonly id: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows that were left out, each with its reason; the others are in the registry. */
  readonly problems: readonly Problem[];
}

/** A stored row as the certificate it holds. */
export function certificateOf(row: CertificateRow): Certificate {
  const { sample: _sample, recordedAt: _recorded, revision: _revision, statusFrom, statusTo, status, ...rest } = row;
  return {
    ...rest,
    status: status as Certificate['status'],
    ...(statusFrom === null ? {} : { statusFrom }),
    ...(statusTo === null ? {} : { statusTo }),
  };
}

async function inBatches(ctx: Context, numbers: readonly string[]): Promise<Map<string, CertificateRow>> {
  const found = new Map<string, CertificateRow>();
  for (let start = 0; start < numbers.length; start += 1000) {
    for (const row of await certificatesByNumber(ctx.db, numbers.slice(start, start + 1000))) found.set(row.certificateNo, row);
  }
  return found;
}

/**
 * Takes `certificates.csv` into the registry: good rows are added or changed in one transaction, bad rows are listed with their reason.
 * @throws InvalidError where the file as a whole cannot be read (wrong header, not CSV)
 */
export async function importCertificates(ctx: Context, bytes: Uint8Array, options: { sample?: boolean } = {}): Promise<ImportReport> {
  return inTransaction(ctx, async (tx) => {
    const known = new Set((await allMarks(tx.db)).map((mark) => mark.id));
    const { items: good, problems } = parseCertificates(bytes, known);
    const before = await inBatches(
      tx,
      good.map((certificate) => certificate.certificateNo),
    );
    const added = good.filter((certificate) => !before.has(certificate.certificateNo));
    const changed = good.filter((certificate) => {
      const row = before.get(certificate.certificateNo);
      return row !== undefined && canonicalJson(certificateOf(row)) !== canonicalJson(certificate);
    });
    const now = tx.clock.now();
    await upsertCertificates(
      tx.db,
      [...added, ...changed].map((certificate) => ({ certificate, sample: options.sample ?? false })),
      now,
    );
    if (added.length + changed.length > 0) await bumpVersion(tx.db, now);
    const counts = { added: added.length, changed: changed.length, unchanged: good.length - added.length - changed.length };
    const record = { id: newId('import', tx.clock), actor: tx.actor, fileHash: sha256(bytes), ...counts, problems };
    await insertImport(tx.db, record, now);
    await recordAudit(tx, {
      action: 'registry.import',
      entityType: 'import',
      entityId: record.id,
      data: { fileHash: record.fileHash, ...counts, problems: problems.length },
    });
    return { id: record.id, ...counts, problems };
  });
}

/** Replaces the marks by these. Does nothing where they are the ones that are there. */
export async function saveMarks(ctx: Context, marks: readonly Mark[]): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    if (canonicalJson(await allMarks(tx.db)) === canonicalJson(marks)) return false;
    const now = tx.clock.now();
    await replaceMarks(tx.db, marks, now);
    await bumpVersion(tx.db, now);
    await recordAudit(tx, {
      action: 'registry.marks',
      entityType: 'registry',
      entityId: 'marks',
      data: { marks: marks.map((mark) => mark.id) },
    });
    return true;
  });
}
