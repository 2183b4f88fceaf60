export { checkNumber, type RegistryAnswer, stateOn } from './check.ts';
export { type CurrentRegistry, createCurrentRegistry } from './current.ts';
export { type ImportReport, importCertificates, saveMarks } from './import.ts';
export { type CertificateQuery, type CertificateView, listCertificates } from './list.ts';
export { parseCertificates } from './parse-certificates.ts';
export { parseMarks } from './parse-marks.ts';
export { type Certificate, certificateKey, type Mark, nameKey } from './schemas.ts';

import type { Context } from '#src/base/context.ts';
import type { Mark } from './schemas.ts';
import { allMarks, brandOfMark } from './store.ts';

export { bumpVersion, countCertificates, deleteSampleCertificates } from './store.ts';
export { createRegistryView, type RegistryView, type Right, type SellerIdentity } from './view.ts';

/** The brand a mark belongs to; null for an unknown mark. */
export async function markBrand(ctx: Context, mark: string | undefined): Promise<string | null> {
  return mark === undefined ? null : ((await brandOfMark(ctx.db, mark)) ?? null);
}

export function listMarks(ctx: Context): Promise<Mark[]> {
  return allMarks(ctx.db);
}
