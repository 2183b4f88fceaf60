import type { AlertDetail } from '#src/alerts/schemas.ts';
import { useEvent } from '../api/opinion.ts';
import { EventArticles } from '../opinion/event-articles.tsx';
import { EventTimeline } from '../opinion/event-timeline.tsx';
import { type OpinionData, opinionDataOf } from '../opinion/opinion-data.ts';
import { ScoreParts } from '../opinion/score-parts.tsx';
import { nameIn, topicNames } from '../shared/labels.ts';
import { Panel } from '../shared/panel.tsx';
import { stateOf } from '../shared/states.tsx';
import { ToneTag } from '../shared/tags.tsx';
import { AlertSide } from './alert-side.tsx';

function Triggers({ triggers }: { readonly triggers: readonly string[] }) {
  if (triggers.length === 0) return null;
  return (
    <p className="triggers">
      直接触发：
      {triggers.map((trigger) => (
        <ToneTag key={trigger} tone="bad">
          {trigger}
        </ToneTag>
      ))}
    </p>
  );
}

function Counts({ data }: { readonly data: OpinionData }) {
  return (
    <p className="opinion-counts">
      <span>
        文章 <b>{data.documents}</b>
      </span>
      <span>
        作者 <b>{data.authors}</b>
      </span>
      <span>
        负面 <b>{Math.round(data.negativeShare * 100)}%</b>
      </span>
      {data.topics.map((topic) => (
        <ToneTag key={topic}>{nameIn(topicNames, topic)}</ToneTag>
      ))}
    </p>
  );
}

export function OpinionDetail({ alert }: { readonly alert: AlertDetail }) {
  const data = opinionDataOf(alert.data);
  const event = useEvent(alert.eventId ?? '');
  return (
    <div className="detail-columns">
      <div className="detail-main">
        <Panel title="预警分值">
          <Triggers triggers={data.hardTriggers} />
          <ScoreParts parts={data.parts} />
          {data.missing.length > 0 ? <p className="panel-note">距上一级尚缺：{data.missing.join('；')}</p> : null}
          <Counts data={data} />
        </Panel>
        <Panel title="传播过程">
          {alert.eventId === null ? <p className="muted">该预警没有对应的事件。</p> : stateOf(event)}
          {event.data === undefined ? null : <EventTimeline articles={event.data.articles} />}
        </Panel>
        {event.data === undefined ? null : (
          <Panel title={`文章（${event.data.articles.length}）`}>
            <EventArticles articles={event.data.articles} />
          </Panel>
        )}
      </div>
      <div className="detail-side">
        <AlertSide alert={alert} />
      </div>
    </div>
  );
}
