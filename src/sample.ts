import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { sampleCertificatesCsv } from '#samples/registry.ts';
import { startSampleServer } from '#samples/server.ts';
import { sampleSources } from '#samples/sources.ts';
import { generateWorld } from '#samples/world.ts';
import { deleteSampleAlerts } from '#src/alerts/index.ts';
import { recordAudit } from '#src/audit/index.ts';
import type { Context } from '#src/base/context.ts';
import { deleteSampleCases } from '#src/cases/index.ts';
import type { Config, DataFolder } from '#src/config/index.ts';
import { inTransaction, readMeta, writeMeta } from '#src/db/index.ts';
import { deleteSampleDocuments } from '#src/documents/index.ts';
import { deleteVerdictsOf } from '#src/infringement/index.ts';
import { deleteSampleEvents, deleteState } from '#src/opinion/index.ts';
import { bumpVersion, deleteSampleCertificates, importCertificates, parseMarks, saveMarks } from '#src/registry/index.ts';
import { rulesDir } from '#src/rulebook/index.ts';
import type { SearchIndex } from '#src/search/index.ts';
import { deleteSampleSellers } from '#src/sellers/index.ts';
import { deleteSampleSources, saveSource } from '#src/sources/index.ts';

/** The marks that come with the service. */
export async function loadShippedMarks(ctx: Context): Promise<void> {
  await saveMarks(ctx, parseMarks(readFileSync(`${rulesDir()}/marks/marks.yaml`, 'utf8')));
}

/** Which sample world this installation shows; kept so that every start shows the same. */
const sampleFileSchema = z.object({ seed: z.number().int(), startedAt: z.iso.datetime(), port: z.number().int() });

const REMOVED = 'sample.removed';

function readSampleFile(file: string): z.output<typeof sampleFileSchema> | undefined {
  if (!existsSync(file)) return undefined;
  const parsed = sampleFileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}

/**
 * Serves the sample world on loopback and enters its sources and registry, unless somebody removed it.
 * @returns its address, or undefined where there is none
 */
export async function startSample(
  ctx: Context,
  config: Config,
  folder: DataFolder,
  onEnd: (end: () => Promise<void>) => void,
): Promise<string | undefined> {
  const file = folder.file('sample.json');
  if ((await readMeta(ctx.db, REMOVED)) === true) {
    rmSync(file, { force: true });
    return undefined;
  }
  const known = readSampleFile(file);
  const world = generateWorld({
    seed: known?.seed ?? config.sampleSeed,
    startedAt: known === undefined ? ctx.clock.now() : new Date(known.startedAt),
  });
  const server = await startSampleServer({ world, clock: ctx.clock, port: known?.port ?? config.samplePort });
  onEnd(server.close);
  if (known === undefined)
    writeFileSync(file, JSON.stringify({ seed: world.seed, startedAt: world.startedAt, port: server.port }), { mode: 0o600 });
  await importCertificates(ctx, new TextEncoder().encode(sampleCertificatesCsv(world)), { sample: true });
  for (const { brandIds: _brands, ...source } of sampleSources(server.url)) await saveSource(ctx, source);
  return server.url;
}

export interface Removed {
  readonly documents: number;
  readonly alerts: number;
  readonly cases: number;
}

/** Takes the sample world out of everything, in one transaction; what a person or a real source brought stays. */
export async function removeSample(ctx: Context, search: SearchIndex): Promise<Removed> {
  const { ids, removed } = await inTransaction(ctx, async (tx) => {
    await deleteSampleSources(tx.db);
    const documents = await deleteSampleDocuments(tx.db);
    await deleteSampleSellers(tx.db);
    await deleteVerdictsOf(tx.db, documents);
    await deleteSampleEvents(tx.db, documents);
    // The clusterer's memory holds what is gone; it is built anew from what stays.
    await deleteState(tx.db);
    const alerts = await deleteSampleAlerts(tx.db);
    const cases = await deleteSampleCases(tx.db);
    if ((await deleteSampleCertificates(tx.db)) > 0) await bumpVersion(tx.db, tx.clock.now());
    await writeMeta(tx.db, REMOVED, true, tx.clock.now());
    const counts = { documents: documents.length, alerts: alerts.length, cases: cases.length };
    await recordAudit(tx, { action: 'sample.remove', entityType: 'sample', entityId: 'sample', data: counts });
    return { ids: documents, removed: counts };
  });
  await search.remove(ids);
  return removed;
}
