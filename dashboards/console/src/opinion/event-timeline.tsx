import { useMemo } from 'react';
import type { EventDetail } from '#src/opinion/event-schemas.ts';
import { StackedBars } from '../shared/stacked-bars.tsx';
import { hourlyCounts } from './timeline-hours.ts';

const chartHeight = 200;

export function EventTimeline({ articles }: { readonly articles: EventDetail['articles'] }) {
  const counts = useMemo(() => hourlyCounts(articles), [articles]);
  const series = useMemo(
    () => [
      { name: '负面', color: '#b3261e', values: counts.negative },
      { name: '中性', color: '#93a3ab', values: counts.neutral },
      { name: '正面', color: '#2f8f7f', values: counts.positive },
    ],
    [counts],
  );
  return <StackedBars label="按时间的文章数量" categories={counts.labels} series={series} height={chartHeight} />;
}
