import type { AlertView } from '#src/alerts/schemas.ts';
import { levelOrder } from '../shared/labels.ts';

export interface Reconciled {
  /** Ids in the order they are shown in. */
  readonly order: readonly string[];
  /** How many new ones wait above the first row. */
  readonly held: number;
}

/**
 * Takes a refreshed list into the one on the screen without moving any row: what is known keeps its place, what is gone leaves,
 * what comes after a known one (an older page) is added at the end, and what is new at the top waits until it is asked for.
 */
export function reconcile(shown: readonly string[], fresh: readonly string[]): Reconciled {
  const known = new Set(shown);
  const lastKnown = fresh.findLastIndex((id) => known.has(id));
  if (lastKnown === -1) return { order: fresh, held: 0 };
  const present = new Set(fresh);
  const kept = shown.filter((id) => present.has(id));
  const older = fresh.slice(lastKnown + 1);
  const held = fresh.slice(0, lastKnown).filter((id) => !known.has(id)).length;
  return { order: [...kept, ...older], held };
}

export interface AlertRow {
  readonly alert: AlertView;
  /** How many alerts this row stands for; 1 where it is not folded. */
  readonly size: number;
  readonly expanded: boolean;
  /** A row below the first one of an unfolded group. */
  readonly inner: boolean;
}

function strongestFirst(a: AlertView, b: AlertView): number {
  return levelOrder.indexOf(a.level) - levelOrder.indexOf(b.level) || b.firstSeenAt.localeCompare(a.firstSeenAt);
}

/** One row a group, at the place of its first alert, led by its strongest; the groups in `expanded` show all of theirs. */
export function groupRows(alerts: readonly AlertView[], expanded: ReadonlySet<string>): AlertRow[] {
  const groups = Map.groupBy(alerts, (alert) => alert.groupKey);
  const rows: AlertRow[] = [];
  for (const [key, members] of groups) {
    const [lead, ...others] = [...members].sort(strongestFirst);
    if (lead === undefined) continue;
    const open = expanded.has(key);
    rows.push({ alert: lead, size: members.length, expanded: open, inner: false });
    if (open) for (const alert of others) rows.push({ alert, size: 1, expanded: false, inner: true });
  }
  return rows;
}

export function flatRows(alerts: readonly AlertView[]): AlertRow[] {
  return alerts.map((alert) => ({ alert, size: 1, expanded: false, inner: false }));
}

/** What the alerts of one group have in common. */
export function groupName(kind: AlertView['kind']): string {
  if (kind === 'infringement') return '同一卖家';
  return kind === 'opinion' ? '同一事件' : '同一来源';
}
