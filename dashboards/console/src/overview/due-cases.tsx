import { Link } from '@tanstack/react-router';
import type { CaseView } from '#src/cases/schemas.ts';
import { useCases } from '../api/cases.ts';
import type { Overview } from '../api/overview.ts';
import { CaseStateTag, ClockTag } from '../cases/case-tags.tsx';
import { Panel } from '../shared/panel.tsx';
import { stateOf } from '../shared/states.tsx';
import { SampleTag } from '../shared/tags.tsx';
import '../cases/cases.css';

const asked = 100;
const shown = 6;

/** Those whose clock ends first. */
function mostUrgent(cases: readonly CaseView[]): CaseView[] {
  return cases
    .filter((item) => item.clock !== null)
    .sort((a, b) => (a.clock?.dueAt ?? '').localeCompare(b.clock?.dueAt ?? ''))
    .slice(0, shown);
}

export function DueCases({ overview }: { readonly overview: Overview }) {
  const query = useCases({ open: 'true' }, asked);
  const due = mostUrgent(query.data?.pages.flatMap((page) => page.items) ?? []);
  return (
    <Panel title="即将到期的案件" className="area-due" extra={<Link to="/cases">全部 {overview.cases.open} 件</Link>}>
      {stateOf(query, 4)}
      {query.data !== undefined && due.length === 0 ? <p className="muted">没有进行中的时限。</p> : null}
      <ul className="due-list">
        {due.map((item) => (
          <li key={item.id}>
            <div className="due-title">
              <Link to="/cases/$caseId" params={{ caseId: item.id }}>
                {item.title}
              </Link>
              <SampleTag sample={item.sample} />
            </div>
            <div className="due-meta">
              <CaseStateTag state={item.state} />
              <ClockTag clock={item.clock} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
