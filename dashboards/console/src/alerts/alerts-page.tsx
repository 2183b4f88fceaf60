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

export function AlertsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const openId = useParams({ strict: false }).alertId ?? null;
  const [focused, setFocused] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  const [hovered, setHovered] = useState(false);
  const { query, settled, rows, toggle } = useRows(search, hovered || openId !== null || focused !== null);
  const overview = useOverview(countsEvery);
  const { verbs, dialog } = useAlertVerbs();
  const selectedId = openId ?? focused;
  const alerts = rows.map((row) => row.alert);
  const keys = useAlertKeys({ alerts, selectedId, openId, verbs, select: setFocused, help: () => setHelp(true) });
  const counts = (search.state ?? 'open') === 'open' ? overview.data?.alerts.byLevel : undefined;

  return (
    <AlertActionsProvider value={{ ...verbs, go: keys.go }}>
      <div className={`alerts ${openId === null ? '' : 'split'}`}>
        <title>预警 · 虎符</title>
        <section
          className="alerts-list"
          aria-label="预警列表"
          onPointerEnter={() => setHovered(true)}
          onPointerLeave={() => setHovered(false)}
        >
          <header className="page-head">
            <h1>预警</h1>
            <Freshness query={query} />
            <Button size="small" type="text" onClick={() => setHelp(true)} aria-label="键盘操作说明">
              <kbd>?</kbd> 快捷键
            </Button>
          </header>
          <AlertFilters
            search={search}
            alerts={settled.alerts}
            counts={counts}
            onChange={(next) => void navigate({ to: openId === null ? '/alerts' : '.', search: next, replace: true })}
          />
          <GroupNote search={search} />
          <AlertList
            query={query}
            settled={settled}
            rows={rows}
            selectedId={selectedId}
            onToggle={toggle}
            onSelect={setFocused}
            search={search}
          />
        </section>
        <Outlet />
      </div>
      <KeysHelp open={help} onClose={() => setHelp(false)} />
      {dialog}
    </AlertActionsProvider>
  );
}
