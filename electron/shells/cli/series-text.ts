import type { Series } from '../../../shared/indicators/types.ts';
import { table } from './text.ts';

/** The figures as a table, a line an indicator, and what needs a look. */
export function seriesText(series: readonly Series[], years: readonly number[]): string {
  if (series.length === 0) return '还没有可以逐年比较的数据。';
  const rows = series.map(({ label, unit, points }) => [
    label,
    unit,
    ...years.map((year) => points.find((point) => point.year === year)?.text ?? '—'),
  ]);
  const warnings = series.flatMap(({ label, warnings: all }) =>
    all.map(({ year, text }) => `请核对 ${label}（${year}年）：${text}`),
  );
  return [...table([['指标', '单位', ...years.map(String)], ...rows]), '', ...warnings].join('\n').trimEnd();
}
