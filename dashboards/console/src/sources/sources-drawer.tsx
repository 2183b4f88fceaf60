import { Drawer } from 'antd';
import type { SourceView } from '#src/sources/views.ts';
import { useSources } from '../api/sources.ts';
import { ExternalLink } from '../shared/external-link.tsx';
import { healthNames, nameIn } from '../shared/labels.ts';
import { EmptyState, stateOf } from '../shared/states.tsx';
import { SampleTag, type Tone, ToneTag } from '../shared/tags.tsx';
import { TimeText } from '../shared/time-text.tsx';

const tones: Readonly<Record<SourceView['health'], Tone>> = { good: 'good', partial: 'warn', failing: 'bad', unknown: 'plain' };
const worstFirst: readonly SourceView['health'][] = ['failing', 'partial', 'unknown', 'good'];

function SourceRow({ source }: { readonly source: SourceView }) {
  return (
    <tr>
      <td>
        <ToneTag tone={tones[source.health]}>{nameIn(healthNames, source.health)}</ToneTag>
      </td>
      <td>
        {source.name} <SampleTag sample={source.sample} />
        {source.enabled ? null : <ToneTag>已停用</ToneTag>}
        <div className="small">
          <ExternalLink href={source.url} />
        </div>
        {source.healthReason === null ? null : <div className="small source-reason">{source.healthReason}</div>}
      </td>
      <td className="nowrap">每 {source.intervalMinutes} 分钟</td>
      <td className="nowrap">{source.lastRunAt === null ? '—' : <TimeText at={source.lastRunAt} show="relative" />}</td>
      <td className="nowrap">{source.lastGoodAt === null ? '—' : <TimeText at={source.lastGoodAt} show="relative" />}</td>
    </tr>
  );
}

export function SourcesDrawer({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  const query = useSources(open);
  const sources = [...(query.data ?? [])].sort((a, b) => worstFirst.indexOf(a.health) - worstFirst.indexOf(b.health));
  return (
    <Drawer title="来源" open={open} onClose={onClose} size="min(820px, 96vw)" destroyOnHidden>
      {stateOf(query, 6)}
      {query.data !== undefined && sources.length === 0 ? (
        <EmptyState title="还没有来源">请用命令行 hufu 添加要采集的店铺、新闻或订阅。</EmptyState>
      ) : null}
      {sources.length === 0 ? null : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">状况</th>
              <th scope="col">来源</th>
              <th scope="col">频率</th>
              <th scope="col">上次运行</th>
              <th scope="col">上次正常</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <SourceRow key={source.id} source={source} />
            ))}
          </tbody>
        </table>
      )}
    </Drawer>
  );
}
