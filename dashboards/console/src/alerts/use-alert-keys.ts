import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { AlertView } from '#src/alerts/schemas.ts';
import { useHotkeys } from '../shared/use-hotkeys.ts';

export interface AlertVerbs {
  acknowledge(alert: AlertView): unknown;
  close(alert: AlertView): unknown;
  openCase(alert: AlertView): unknown;
}

/** A, X and C on one alert; those that its state does not allow do nothing. */
export function verbKeys(alert: AlertView | undefined, verbs: AlertVerbs) {
  return {
    a: () => alert?.state === 'open' && verbs.acknowledge(alert),
    x: () => alert !== undefined && alert.state !== 'closed' && verbs.close(alert),
    c: () => alert !== undefined && verbs.openCase(alert),
  };
}

interface AlertKeysInput {
  readonly alerts: readonly AlertView[];
  readonly selectedId: string | null;
  readonly openId: string | null;
  readonly verbs: AlertVerbs;
  select(id: string): void;
  help(): void;
}

/**
 * The row to go to. At either end it stays; from none selected, the first. Where the selected one has just left the list
 * (it was closed, say), `lastIndex` is the place it had, and going on from there skips nothing.
 */
export function neighbour(ids: readonly string[], selectedId: string | null, step: 1 | -1, lastIndex: number): string | undefined {
  const index = selectedId === null ? -1 : ids.indexOf(selectedId);
  const gone = index === -1 && lastIndex >= 0;
  const next = gone ? lastIndex + (step === 1 ? 0 : -1) : index === -1 ? 0 : index + step;
  return ids[Math.min(Math.max(next, 0), ids.length - 1)];
}

/** The keys of the list: J and K move, Enter opens, Esc goes back; A, X and C act on the selected row while no detail is open. */
export function useAlertKeys(input: AlertKeysInput): { go(step: 1 | -1): void } {
  const navigate = useNavigate({ from: '/alerts' });
  const { alerts, selectedId, openId } = input;
  const ids = alerts.map((alert) => alert.id);
  const index = selectedId === null ? -1 : ids.indexOf(selectedId);
  const lastIndex = useRef(-1);
  useEffect(() => {
    if (index >= 0) lastIndex.current = index;
  }, [index]);

  const open = (id: string, replace: boolean) =>
    void navigate({ to: '/alerts/$alertId', params: { alertId: id }, search: (before) => before, replace });

  const go = (step: 1 | -1) => {
    const next = neighbour(ids, selectedId, step, lastIndex.current);
    if (next === undefined) return;
    input.select(next);
    const row = document.getElementById(`alert-${next}`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
    if (openId !== null) open(next, true);
  };

  const move = { j: () => go(1), k: () => go(-1), '?': input.help };
  const leave = () => {
    if (openId !== null) input.select(openId);
    void navigate({ to: '/alerts', search: (before) => before });
  };
  const enter = () => {
    if (selectedId !== null) open(selectedId, false);
  };
  useHotkeys(openId === null ? { ...move, ...verbKeys(alerts[index], input.verbs), Enter: enter } : { ...move, Escape: leave });
  return { go };
}
