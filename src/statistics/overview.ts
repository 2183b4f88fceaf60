import { countAlerts, type Level, levels } from '#src/alerts/index.ts';
import type { Context } from '#src/base/context.ts';
import { DAY_MS, shanghaiDay } from '#src/base/days.ts';
import { countCases } from '#src/cases/index.ts';
import { countDocuments } from '#src/documents/index.ts';
import { codeName } from '#src/infringement/index.ts';
import { type EventView, worstEvents } from '#src/opinion/index.ts';
import { countCertificates } from '#src/registry/index.ts';
import { countSources, hasSampleSources } from '#src/sources/index.ts';

const DAYS = 14;

export interface Overview {
  readonly documents: { readonly listings: number; readonly articles: number; readonly last24h: number };
  readonly alerts: {
    readonly open: number;
    readonly byLevel: Record<Level, number>;
    readonly byCode: readonly { readonly code: string; readonly name: string; readonly count: number }[];
    readonly last14Days: readonly { readonly day: string; readonly infringement: number; readonly opinion: number }[];
  };
  readonly cases: { readonly open: number; readonly overdue: number; readonly byState: Record<string, number> };
  readonly events: readonly EventView[];
  readonly sources: { readonly good: number; readonly partial: number; readonly failing: number; readonly unknown: number };
  readonly registry: { readonly certificates: number; readonly valid: number };
  readonly sample: boolean;
}

function perDay(rows: readonly { day: string; kind: string; count: number }[], now: Date): Overview['alerts']['last14Days'] {
  const days = Array.from({ length: DAYS }, (_, index) => shanghaiDay(new Date(now.getTime() - (DAYS - 1 - index) * DAY_MS)));
  const of = (day: string, kind: string) => rows.find((row) => row.day === day && row.kind === kind)?.count ?? 0;
  return days.map((day) => ({ day, infringement: of(day, 'infringement'), opinion: of(day, 'opinion') }));
}

/** The numbers of the first page, all counted at the time of asking. */
export async function overview(ctx: Context): Promise<Overview> {
  const now = ctx.clock.now();
  const alerts = await countAlerts(ctx.db, new Date(now.getTime() - DAYS * DAY_MS));
  const health = await countSources(ctx);
  return {
    documents: await countDocuments(ctx.db, new Date(now.getTime() - DAY_MS)),
    alerts: {
      open: alerts.open,
      byLevel: Object.fromEntries(levels.map((level) => [level, alerts.byLevel[level] ?? 0])) as Record<Level, number>,
      byCode: alerts.byCode.map(({ code, count }) => ({ code, name: codeName(code), count })),
      last14Days: perDay(alerts.byDay, now),
    },
    cases: await countCases(ctx.db, now),
    events: await worstEvents(ctx, 5),
    sources: {
      good: health['good'] ?? 0,
      partial: health['partial'] ?? 0,
      failing: health['failing'] ?? 0,
      unknown: health['unknown'] ?? 0,
    },
    registry: await countCertificates(ctx.db, shanghaiDay(now)),
    sample: await hasSampleSources(ctx),
  };
}
