import { useState } from 'react';
import type { AlertView } from '#src/alerts/schemas.ts';
import { reconcile } from './alert-order.ts';

export interface SettledAlerts {
  readonly alerts: readonly AlertView[];
  /** New alerts that wait above the first row. */
  readonly held: number;
  /** Takes the waiting ones in. */
  release(): void;
}

interface SettleInput {
  readonly fresh: readonly AlertView[] | undefined;
  /** Names the list; another one starts anew. */
  readonly scope: string;
  /** Somebody is working in the list: no row may move. */
  readonly hold: boolean;
}

/** Keeps rows from moving under the pointer while the list refreshes itself. */
export function useSettledAlerts({ fresh, scope, hold }: SettleInput): SettledAlerts {
  const [settled, setSettled] = useState<{ scope: string; order: readonly string[] }>({ scope: '', order: [] });
  if (fresh === undefined) return { alerts: [], held: 0, release: () => undefined };

  const ids = fresh.map((alert) => alert.id);
  const base = hold && settled.scope === scope ? settled.order : [];
  const { order, held } = reconcile(base, ids);
  if (settled.scope !== scope || order.join() !== settled.order.join()) setSettled({ scope, order });

  const byId = new Map(fresh.map((alert) => [alert.id, alert]));
  const alerts = order.flatMap((id) => byId.get(id) ?? []);
  return { alerts, held, release: () => setSettled({ scope, order: ids }) };
}
