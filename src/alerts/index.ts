import type { Context } from '#src/base/context.ts';
import { levels } from './schemas.ts';
import * as store from './store.ts';

export { alertFromEvent } from './event.ts';
export { alertFromListing } from './listing.ts';
export { type Finding, raiseAlert, withdrawAlert } from './raise.ts';
export {
  acknowledgeAlertSchema,
  alertDetailSchema,
  alertQuerySchema,
  alertSchema,
  closeAlertSchema,
  type Level,
  levelSchema,
  levels,
  traceSchema,
} from './schemas.ts';
export { type AlertRow, countAlerts, deleteSampleAlerts } from './store.ts';
export { acknowledgeAlert, closeAlert, getAlert, listAlerts } from './views.ts';

export function alertById(ctx: Context, id: string): Promise<store.AlertRow | undefined> {
  return store.alertById(ctx.db, id);
}

/** The strongest level among the open alerts of a document. */
export async function alertLevelOf(ctx: Context, documentId: string): Promise<string | undefined> {
  const found = await store.levelsOfDocument(ctx.db, documentId);
  return levels.findLast((level) => found.includes(level));
}

export function alertsByIds(ctx: Context, ids: readonly string[]): Promise<store.AlertRow[]> {
  return store.alertsByIds(ctx.db, ids);
}

/** All alerts that are handled together, newest first, at most 1,000. */
export function alertsInGroup(ctx: Context, groupKey: string): Promise<store.AlertRow[]> {
  return store.groupOf(ctx.db, groupKey, 1_000);
}

export function alertsOfCase(ctx: Context, caseId: string): Promise<store.AlertRow[]> {
  return store.alertsOfCase(ctx.db, caseId);
}

export function alertCountsByCase(ctx: Context, caseIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return store.countByCase(ctx.db, caseIds);
}

export function linkAlertsToCase(ctx: Context, caseId: string, alertIds: readonly string[]): Promise<void> {
  return store.linkCase(ctx.db, caseId, alertIds, ctx.clock.now());
}
