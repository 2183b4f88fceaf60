import type { Context } from '#src/base/context.ts';
import type { LangTables } from '#src/lang/tables.ts';
import { certificateOf } from './import.ts';
import { allCertificates, allMarks, readVersion } from './store.ts';
import { createRegistryView, type RegistryView } from './view.ts';

/** The registry as it stands, in memory; built again when somebody changed it. */
export interface CurrentRegistry {
  /** The view and the version it shows: equal versions give equal answers. */
  get(ctx: Context): Promise<{ view: RegistryView; version: number }>;
}

export function createCurrentRegistry(tables: LangTables): CurrentRegistry {
  let held: { view: RegistryView; version: number } | undefined;
  let building: Promise<{ view: RegistryView; version: number }> | undefined;
  const build = async (ctx: Context, version: number) => {
    const marks = await allMarks(ctx.db);
    const rows = await allCertificates(ctx.db);
    held = { view: createRegistryView(marks, rows.map(certificateOf), tables), version };
    return held;
  };
  return {
    get: async (ctx) => {
      const version = await readVersion(ctx.db);
      if (held?.version === version) return held;
      // Many judgements may ask at once after a change; one of them builds.
      building ??= build(ctx, version).finally(() => {
        building = undefined;
      });
      return building;
    },
  };
}
