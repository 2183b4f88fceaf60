import { Drawer } from 'antd';
import type { DocumentDetail } from '#src/documents/schemas.ts';
import { useDocument, useExplanation } from '../api/documents.ts';
import { useSources } from '../api/sources.ts';
import { ExternalLink } from '../shared/external-link.tsx';
import { documentKindNames, nameIn } from '../shared/labels.ts';
import { Fact, Facts, Panel } from '../shared/panel.tsx';
import { Reasons } from '../shared/reasons.tsx';
import { regionText } from '../shared/regions.ts';
import { stateOf } from '../shared/states.tsx';
import { SampleTag } from '../shared/tags.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { DocumentContent } from './document-content.tsx';

function Versions({ versions }: { readonly versions: DocumentDetail['versions'] }) {
  const newestFirst = [...versions].sort((a, b) => b.version - a.version);
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">版本</th>
          <th scope="col">采集时间</th>
          <th scope="col">内容摘要值</th>
        </tr>
      </thead>
      <tbody>
        {newestFirst.map((version) => (
          <tr key={version.version}>
            <td>第 {version.version} 版</td>
            <td className="nowrap">
              <TimeText at={version.capturedAt} show="absolute" />
            </td>
            <td className="mono small break" title={version.contentHash}>
              {version.contentHash.slice(0, 16)}…
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Body({ item }: { readonly item: DocumentDetail }) {
  const explanation = useExplanation(item.id);
  const sources = useSources(true);
  const source = sources.data?.find(({ id }) => id === item.sourceId)?.name ?? item.sourceId;
  return (
    <>
      <header className="drawer-head">
        <h2>
          {item.title} <SampleTag sample={item.sample} />
        </h2>
        <Facts>
          <Fact name="类型">{nameIn(documentKindNames, item.kind)}</Fact>
          <Fact name="地址">
            <ExternalLink href={item.url} />
          </Fact>
          <Fact name="来源">{source}</Fact>
          <Fact name="地区">{item.region === null ? null : regionText(item.region)}</Fact>
          <Fact name="发布">{item.publishedAt === null ? null : <TimeText at={item.publishedAt} />}</Fact>
          <Fact name="首次采集">
            <TimeText at={item.firstSeenAt} />
          </Fact>
          <Fact name="最近采集">
            <TimeText at={item.lastSeenAt} />
          </Fact>
        </Facts>
      </header>
      <Panel title="内容">
        <DocumentContent item={item} />
      </Panel>
      <Panel title={`版本（${item.versions.length}）`}>
        <Versions versions={item.versions} />
      </Panel>
      <Panel title="处理过程">
        {stateOf(explanation, 3)}
        {explanation.data === undefined ? null : <Reasons reasons={explanation.data.steps} />}
      </Panel>
    </>
  );
}

/** One collected document with its versions and what became of it; closed while `id` is empty. */
export function DocumentDrawer({ id, onClose }: { readonly id: string; onClose(): void }) {
  const query = useDocument(id);
  return (
    <Drawer title="采集记录" open={id !== ''} onClose={onClose} size="min(760px, 96vw)" destroyOnHidden>
      {id === '' ? null : stateOf(query, 10)}
      {query.data === undefined ? null : <Body key={query.data.id} item={query.data} />}
    </Drawer>
  );
}
