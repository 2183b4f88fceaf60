import { z } from 'zod';
import { recordAudit } from '#src/audit/index.ts';
import type { Context } from '#src/base/context.ts';
import { InvalidError } from '#src/base/errors.ts';
import { canonicalJson } from '#src/base/hashing.ts';
import { inTransaction } from '#src/db/index.ts';
import { findPlugin } from './registry.ts';
import { sourceById, upsertSource } from './store.ts';

export const sourceInputSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'a source id has lower-case letters, digits and hyphens'),
  plugin: z.string(),
  name: z.string().min(1),
  url: z.url(),
  kind: z.enum(['shop', 'news', 'official', 'social']),
  grade: z.string().default('unknown'),
  region: z.string().nullable().default(null),
  config: z.record(z.string(), z.unknown()),
  intervalMinutes: z.number().int().min(1),
  sample: z.boolean().default(false),
});
export type SourceInput = z.input<typeof sourceInputSchema>;

/** Adds a source or brings a known one in line with its definition. @throws InvalidError where its plug-in refuses the settings */
export async function saveSource(ctx: Context, input: SourceInput): Promise<void> {
  const source = sourceInputSchema.parse(input);
  const plugin = findPlugin(source.plugin);
  const config = plugin.configSchema.safeParse(source.config);
  if (!config.success)
    throw new InvalidError(`Source ${source.id}: the settings do not fit plug-in ${plugin.id}: ${z.prettifyError(config.error)}`);
  const known = await sourceById(ctx.db, source.id);
  if (known !== undefined && canonicalJson({ ...known, ...source }) === canonicalJson(known)) return;
  await inTransaction(ctx, async (tx) => {
    await upsertSource(tx.db, source);
    await recordAudit(tx, {
      action: 'source.save',
      entityType: 'source',
      entityId: source.id,
      data: { plugin: source.plugin, url: source.url },
    });
  });
}
