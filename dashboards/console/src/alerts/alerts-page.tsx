import { getRouteApi, Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useAlerts } from '../api/alerts.ts';
import { useOverview } from '../api/overview.ts';
import { Freshness } from '../shared/freshness.tsx';
import { AlertActionsProvider, useAlertVerbs } from './alert-actions.tsx';
import { AlertFilters } from './alert-filters.tsx';
import { AlertList } from './alert-list.tsx';
import { flatRows, groupRows } from './alert-order.ts';
import { type AlertSearch, changed, filterOf } from './alert-search.ts';
import { KeysHelp } from './keys-help.tsx';
import { useAlertKeys } from './use-alert-keys.ts';
import { useSettledAlerts } from './use-settled-alerts.ts';
import './alerts.css';

const route = getRouteApi('/shell/alerts');
const countsEvery = 15_000;

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** The rows on the screen: settled, folded where asked for. */
function useRows(search: AlertSearch, hold: boolean) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const query = useAlerts(filterOf(search));
  const loaded = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const fresh = query.isPlaceholderData ? undefined : loaded;
  const settled = useSettledAlerts({ fresh, scope: JSON.stringify(filterOf(search)), hold });
  const rows = search.view === 'group' ? groupRows(settled.alerts, expanded) : flatRows(settled.alerts);
  return { query, settled, rows, toggle: (key: string) => setExpanded((keys) => toggled(keys, key)) };
}

function GroupNote({ search }: { readonly search: AlertSearch }) {
  if (search.group === undefined) return null;
  return (
    <p className="group-note">
      只显示同一组的预警。
      <Link to="/alerts" search={changed(search, { group: undefined })}>
        显示全部
      </Link>
    </p>
  );
}

interface ListPaneProps {
  readonly search: AlertSearch;
  readonly shown: ReturnType<typeof useRows>;
  readonly selectedId: string | null;
  readonly openId: string | null;
  onSelect(id: string): void;
  onHover(inside: boolean): void;
  onHelp(): void;
}

function ListPane({ search, shown, selectedId, openId, onSelect, onHover, onHelp }: ListPaneProps) {
  const { query, settled, rows, toggle } = shown;
  const navigate = useNavigate();
  const overview = useOverview(countsEvery);
  const counts = (search.state ?? 'open') === 'open' ? overview.data?.alerts.byLevel : undefined;
  const filter = (next: AlertSearch) => void navigate({ to: openId === null ? '/alerts' : '.', search: next, replace: true });
  const list = { query, settled, rows, selectedId, search, onToggle: toggle, onSelect };
  return (
    <section className="alerts-list" aria-label="预警列表" onPointerEnter={() => onHover(true)} onPointerLeave={() => onHover(false)}>
      <header className="page-head">
        <h1>预警</h1>
        <Freshness query={query} />
        <Button size="small" type="text" onClick={onHelp} aria-label="键盘操作说明">
          <kbd>?</kbd> 快捷键
        </Button>
      </header>
      <AlertFilters search={search} alerts={settled.alerts} counts={counts} onChange={filter} />
      <GroupNote search={search} />
      <AlertList {...list} />
    </section>
  );
}

/** The list, and beside it the alert that is open. */
export function AlertsPage() {
  const search = route.useSearch();
  const openId = useParams({ strict: false }).alertId ?? null;
  const [focused, setFocused] = useState<string | null>(null);
  const [hovered, setHovered] = useState(false);
  const [help, setHelp] = useState(false);
  const shown = useRows(search, hovered || openId !== null || focused !== null);
  const { verbs, dialog } = useAlertVerbs();
  const selectedId = openId ?? focused;
  const alerts = shown.rows.map((row) => row.alert);
  const onHelp = () => setHelp(true);
  const keys = useAlertKeys({ alerts, selectedId, openId, verbs, select: setFocused, help: onHelp });
  const pane = { search, shown, selectedId, openId, onSelect: setFocused, onHover: setHovered, onHelp };
  return (
    <AlertActionsProvider value={{ ...verbs, go: keys.go }}>
      <title>预警 · 虎符</title>
      <div className={`alerts ${openId === null ? '' : 'split'}`}>
        <ListPane {...pane} />
        <Outlet />
      </div>
      <KeysHelp open={help} onClose={() => setHelp(false)} />
      {dialog}
    </AlertActionsProvider>
  );
}
