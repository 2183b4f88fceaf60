import { lazy, Suspense } from 'react';
import type { StackedBarsProps } from './chart.tsx';

const Chart = lazy(() => import('./chart.tsx').then((module) => ({ default: module.Chart })));

/** Bars over time, one colour a series, with the same numbers as a table for screen readers. */
export function StackedBars(props: StackedBarsProps) {
  return (
    <figure className="chart" aria-label={props.label}>
      <div aria-hidden="true">
        <Suspense fallback={<div style={{ height: props.height }} />}>
          <Chart {...props} />
        </Suspense>
      </div>
      <table className="visually-hidden">
        <caption>{props.label}</caption>
        <thead>
          <tr>
            <th scope="col">时间</th>
            {props.series.map((series) => (
              <th key={series.name} scope="col">
                {series.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.categories.map((category, index) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {props.series.map((series) => (
                <td key={series.name}>{series.values[index] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
