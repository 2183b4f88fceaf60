import AlertOutlined from '@ant-design/icons/AlertOutlined';
import DashboardOutlined from '@ant-design/icons/DashboardOutlined';
import FolderOpenOutlined from '@ant-design/icons/FolderOpenOutlined';
import SearchOutlined from '@ant-design/icons/SearchOutlined';
import { Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { UserMenu } from '../access/user-menu.tsx';
import { type Overview, useOverview } from '../api/overview.ts';
import { useMay, useSession } from '../api/session.ts';
import { Emblem } from './emblem.tsx';
import { SampleBanner } from './sample-banner.tsx';

const badgeEvery = 15_000;

interface RoomProps {
  readonly to: '/' | '/alerts' | '/cases' | '/documents';
  readonly icon: ReactNode;
  readonly name: string;
  readonly permission: string;
  readonly count?: number | undefined;
  readonly countLabel?: string;
}

function Room({ to, icon, name, permission, count = 0, countLabel = '' }: RoomProps) {
  const may = useMay(permission);
  if (!may) return null;
  return (
    <li>
      <Link
        to={to}
        activeOptions={{ exact: to === '/', includeSearch: false }}
        className="room"
        aria-label={count > 0 ? `${name}，${countLabel} ${count} 条` : name}
        title={name}
      >
        {icon}
        <span className="room-name">{name}</span>
        {count > 0 ? (
          <span className="room-count" title={countLabel}>
            {count > 999 ? '999+' : count}
          </span>
        ) : null}
      </Link>
    </li>
  );
}

function Rooms({ overview }: { readonly overview: Overview | undefined }) {
  const open = overview?.alerts.open;
  const overdue = overview?.cases.overdue;
  return (
    <ul>
      <Room to="/" icon={<DashboardOutlined />} name="总览" permission="overview.read" />
      <Room to="/alerts" icon={<AlertOutlined />} name="预警" permission="alerts.read" count={open} countLabel="待处理预警" />
      <Room to="/cases" icon={<FolderOpenOutlined />} name="案件" permission="cases.read" count={overdue} countLabel="超期案件" />
      <Room to="/documents" icon={<SearchOutlined />} name="检索" permission="documents.read" />
    </ul>
  );
}

export function Shell() {
  const overview = useOverview(badgeEvery, useMay('overview.read'));
  const session = useSession();
  const sample = overview.data?.sample ?? session.data?.sample ?? false;
  return (
    <div className="shell">
      <a className="skip" href="#main">
        跳到主要内容
      </a>
      <nav className="side" aria-label="主导航">
        <Link to="/" className="brand" aria-label="虎符 首页">
          <Emblem />
          <span className="brand-text">
            虎符<small>区域公用品牌保护</small>
          </span>
        </Link>
        <Rooms overview={overview.data} />
        <UserMenu />
      </nav>
      <div className="stage">
        {sample ? <SampleBanner /> : null}
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}
