import type { Context } from '#src/base/context.ts';

/** Runs `work` in one transaction (a savepoint where one is already open); everything it wrote is kept, or nothing is. */
export async function inTransaction<T>(ctx: Context, work: (tx: Context) => Promise<T>): Promise<T> {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx }));
}
