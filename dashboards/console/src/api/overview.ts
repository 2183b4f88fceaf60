import { useQuery } from '@tanstack/react-query';
import type { Level } from '#src/alerts/schemas.ts';
import type { CaseState } from '#src/cases/schemas.ts';
import type { EventView } from '#src/opinion/event-schemas.ts';
import { call } from './client.ts';

export interface OverviewDay {
  readonly day: string;
  readonly infringement: number;
  readonly opinion: number;
}

export interface Overview {
  readonly documents: { readonly listings: number; readonly articles: number; readonly last24h: number };
  readonly alerts: {
    readonly open: number;
    readonly byLevel: Readonly<Record<Level, number>>;
    readonly byCode: readonly { readonly code: string; readonly name: string; readonly count: number }[];
    readonly last14Days: readonly OverviewDay[];
  };
  readonly cases: { readonly open: number; readonly overdue: number; readonly byState: Readonly<Partial<Record<CaseState, number>>> };
  readonly events: readonly EventView[];
  readonly sources: { readonly good: number; readonly partial: number; readonly failing: number; readonly unknown: number };
  readonly registry: { readonly certificates: number; readonly valid: number };
  readonly sample: boolean;
}

export function useOverview(everyMilliseconds: number, enabled = true) {
  return useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => call<Overview>('GET', '/api/overview', { signal }),
    refetchInterval: everyMilliseconds,
    enabled,
  });
}
