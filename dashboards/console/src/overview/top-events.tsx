import { Link } from '@tanstack/react-router';
import type { Overview } from '../api/overview.ts';
import { nameIn, topicNames } from '../shared/labels.ts';
import { Panel } from '../shared/panel.tsx';
import { LevelTag, SampleTag } from '../shared/tags.tsx';
import { TimeText } from '../shared/time-text.tsx';

export function TopEvents({ events }: { readonly events: Overview['events'] }) {
  return (
    <Panel title="舆情事件" className="area-events">
      {events.length === 0 ? <p className="muted">近期没有形成事件的舆情：同一事件的文章达到两篇即归为事件。</p> : null}
      <ul className="event-list">
        {events.map((event) => (
          <li key={event.id}>
            <LevelTag level={event.level} />
            <div className="event-text">
              <Link to="/" search={{ event: event.id }}>
                {event.title}
              </Link>
              <SampleTag sample={event.sample} />
              <div className="muted small">
                <TimeText at={event.lastAt} show="relative" />
                {' · '}
                {event.documents} 篇 · {event.authors} 位作者 · 负面 {Math.round(event.negativeShare * 100)}%
                {event.topics.length > 0 ? ` · ${event.topics.map((topic) => nameIn(topicNames, topic)).join('、')}` : ''}
              </div>
            </div>
            <span className="event-score" title="预警分值，满分 100">
              {Math.round(event.score)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
