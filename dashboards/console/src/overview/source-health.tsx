import { Button } from 'antd';
import type { Overview } from '../api/overview.ts';
import { healthNames, nameIn } from '../shared/labels.ts';
import { Panel } from '../shared/panel.tsx';

const order = ['failing', 'partial', 'good', 'unknown'] as const;

export function SourceHealth({ sources, onOpen }: { readonly sources: Overview['sources']; onOpen(): void }) {
  const total = order.reduce((sum, health) => sum + sources[health], 0);
  return (
    <Panel
      title="来源状况"
      className="area-sources"
      extra={
        <Button type="link" size="small" onClick={onOpen}>
          全部 {total} 个
        </Button>
      }
    >
      {total === 0 ? (
        <p className="muted">还没有来源。没有来源就不会采集，也不会有预警。</p>
      ) : (
        <ul className="health">
          {order.map((health) => (
            <li key={health} className={sources[health] > 0 ? `health-${health}` : 'health-none'}>
              <strong>{sources[health]}</strong>
              <span>{nameIn(healthNames, health)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
