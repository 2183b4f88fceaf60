import type { Context } from '#src/base/context.ts';
import { InvalidError } from '#src/base/errors.ts';
import type { Page } from '#src/base/page.ts';
import { certificateOf } from './import.ts';
import type { Certificate } from './schemas.ts';
import { findCertificates } from './store.ts';

export type CertificateView = Certificate & { readonly sample: boolean; readonly recordedAt: string; readonly revision: number };

export interface CertificateQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly q?: string | undefined;
  readonly mark?: string | undefined;
  readonly status?: string | undefined;
  readonly holderUscc?: string | undefined;
}

/** Certificates by number. */
export async function listCertificates(ctx: Context, query: CertificateQuery): Promise<Page<CertificateView>> {
  const { limit, cursor, ...rest } = query;
  const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
  if (after === '') throw new InvalidError('The cursor is not one of ours: take it from nextCursor of the page before.');
  const filter = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const rows = await findCertificates(ctx.db, { limit, ...filter, ...(after === undefined ? {} : { after }) });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      ...certificateOf(row),
      sample: row.sample,
      recordedAt: row.recordedAt.toISOString(),
      revision: row.revision,
    })),
    nextCursor: rows.length > limit && last !== undefined ? Buffer.from(last.certificateNo).toString('base64url') : null,
  };
}
