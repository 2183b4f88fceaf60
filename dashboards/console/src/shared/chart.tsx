import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

export interface Series {
  readonly name: string;
  readonly color: string;
  readonly values: readonly number[];
}

export interface StackedBarsProps {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  readonly height: number;
}

function optionOf({ label, categories, series }: StackedBarsProps): EChartsCoreOption {
  const axis = { axisTick: { show: false }, axisLabel: { color: '#55656d', fontSize: 12 } };
  return {
    aria: { enabled: true, label: { description: label } },
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 4, right: 8, top: 30, bottom: 2, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, itemGap: 16, textStyle: { color: '#3c4b52' }, selectedMode: false },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
    xAxis: { ...axis, type: 'category', data: [...categories], axisLine: { lineStyle: { color: '#c9d2d6' } } },
    yAxis: { ...axis, type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#eaeff1' } } },
    series: series.map(({ name, color, values }) => ({
      name,
      type: 'bar',
      stack: 'all',
      barMaxWidth: 26,
      itemStyle: { color },
      emphasis: { disabled: true },
      data: [...values],
    })),
  };
}

/** Loaded on demand (`stacked-bars.tsx`): the chart library is a third of the whole console. */
export function Chart(props: StackedBarsProps) {
  const holder = useRef<HTMLDivElement>(null);
  const { label, categories, series, height } = props;
  useEffect(() => {
    if (holder.current === null) return;
    use([BarChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);
    const chart = init(holder.current, null, { renderer: 'svg' });
    chart.setOption(optionOf({ label, categories, series, height }));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(holder.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [label, categories, series, height]);
  return <div ref={holder} style={{ height }} />;
}
