import { useNavigate } from '@tanstack/react-router';
import type { AlertView } from '#src/alerts/schemas.ts';
import { useHotkeys } from '../shared/use-hotkeys.ts';

interface AlertKeysInput {
  readonly alerts: readonly AlertView[];
  readonly selectedId: string | null;
  readonly openId: string | null;
  select(id: string): void;
  acknowledge(alert: AlertView): void;
  close(alert: AlertView): void;
  openCase(alert: AlertView): void;
  help(): void;
}

/** The row to go to from the selected one; from none, the first. At either end it stays. */
export function neighbour(alerts: readonly AlertView[], selectedId: string | null, step: 1 | -1): AlertView | undefined {
  const index = alerts.findIndex((alert) => alert.id === selectedId);
  if (index === -1) return alerts[0];
  return alerts[Math.min(Math.max(index + step, 0), alerts.length - 1)];
}

export function useAlertKeys(input: AlertKeysInput): { go(step: 1 | -1): void } {
  const navigate = useNavigate({ from: '/alerts' });
  const { alerts, selectedId, openId } = input;

  const open = (id: string, replace: boolean) =>
    void navigate({ to: '/alerts/$alertId', params: { alertId: id }, search: (before) => before, replace });

  const go = (step: 1 | -1) => {
    const next = neighbour(alerts, selectedId, step);
    if (next === undefined) return;
    input.select(next.id);
    const row = document.getElementById(`alert-${next.id}`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
    if (openId !== null) open(next.id, true);
  };

  const withSelected = (act: (alert: AlertView) => void) => () => {
    const alert = alerts.find((entry) => entry.id === selectedId);
    if (alert !== undefined) act(alert);
  };

  const back = () => {
    if (openId !== null) void navigate({ to: '/alerts', search: (before) => before });
  };

  useHotkeys({
    j: () => go(1),
    k: () => go(-1),
    ...(openId === null ? { Enter: withSelected((alert) => open(alert.id, false)) } : {}),
    a: withSelected((alert) => alert.state === 'open' && input.acknowledge(alert)),
    x: withSelected((alert) => alert.state !== 'closed' && input.close(alert)),
    c: withSelected(input.openCase),
    '?': input.help,
    Escape: back,
  });
  return { go };
}
