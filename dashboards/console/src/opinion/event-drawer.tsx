import { Drawer } from 'antd';
import { useEvent } from '../api/opinion.ts';
import { nameIn, topicNames } from '../shared/labels.ts';
import { Panel } from '../shared/panel.tsx';
import { stateOf } from '../shared/states.tsx';
import { LevelTag, SampleTag, ToneTag } from '../shared/tags.tsx';
import { EventArticles } from './event-articles.tsx';
import { EventTimeline } from './event-timeline.tsx';
import { scorePartsOf } from './opinion-data.ts';
import { ScoreParts } from './score-parts.tsx';

/** One event with its score, course and articles; closed while `id` is empty. */
export function EventDrawer({ id, onClose }: { readonly id: string; onClose(): void }) {
  const query = useEvent(id);
  const event = query.data;
  return (
    <Drawer title="舆情事件" open={id !== ''} onClose={onClose} size="min(820px, 96vw)" destroyOnHidden>
      {id === '' ? null : stateOf(query, 10)}
      {event === undefined ? null : (
        <>
          <header className="drawer-head">
            <h2>{event.title}</h2>
            <div className="detail-tags">
              <LevelTag level={event.level} />
              {event.topics.map((topic) => (
                <ToneTag key={topic}>{nameIn(topicNames, topic)}</ToneTag>
              ))}
              <SampleTag sample={event.sample} />
            </div>
          </header>
          <Panel title="分值">
            <ScoreParts parts={scorePartsOf(event.parts)} />
          </Panel>
          <Panel title="传播过程">
            <EventTimeline articles={event.articles} />
          </Panel>
          <Panel title={`文章（${event.articles.length}）`}>
            <EventArticles articles={event.articles} />
          </Panel>
        </>
      )}
    </Drawer>
  );
}
