import type { Context } from '#src/base/context.ts';
import { reconcileDocuments } from '#src/documents/index.ts';
import { reconcileNotices } from '#src/notices/index.ts';
import { reconcileEvents } from '#src/opinion/index.ts';
import { startDueRuns } from '#src/sources/index.ts';

const TICK_MS = 1_000;
/** Work that is not done so long after it was asked for is asked for again. */
const LOST_AFTER_MS = 120_000;
const RECONCILE_EVERY = 60;

async function reconcile(ctx: Context, olderThan: Date): Promise<void> {
  const again =
    (await reconcileDocuments(ctx, olderThan)) + (await reconcileEvents(ctx, olderThan)) + (await reconcileNotices(ctx, olderThan));
  if (again > 0) ctx.log.info({ jobs: again }, 'work that was not done is asked for again');
}

/**
 * What nobody asks for: sources whose time has come, and work whose job was lost. Its first turn asks again for all that an
 * earlier process left undone.
 */
export function startTicker(ctx: Context): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const turn = async (count: number) => {
    try {
      const now = ctx.clock.now().getTime();
      if (count % RECONCILE_EVERY === 0) await reconcile(ctx, new Date(count === 0 ? now : now - LOST_AFTER_MS));
      await startDueRuns(ctx);
    } catch (error) {
      ctx.log.error({ err: error }, 'a turn of the ticker failed; the next one tries again');
    }
    if (!stopped) {
      timer = setTimeout(() => {
        running = turn(count + 1);
      }, TICK_MS);
    }
  };
  running = turn(0);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
