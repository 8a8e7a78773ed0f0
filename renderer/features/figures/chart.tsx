import { layoutChart, chartWords, pathOf } from '../../../shared/indicators/chart.ts';
import type { Series } from '../../../shared/indicators/types.ts';

type Props = { series: Series; years: readonly number[]; size: 'small' | 'large' };

/** One indicator over the years. Its figures stand in the table beside it; here they are said as a whole. */
export function Chart({ series, years, size }: Props) {
  const large = size === 'large';
  const chart = layoutChart(series, {
    width: large ? 640 : 168,
    height: large ? 280 : 56,
    years,
    axis: large,
  });
  return (
    <svg
      className={`chart ${size}`}
      viewBox={`0 0 ${chart.width} ${chart.height}`}
      role="img"
      aria-label={chartWords(series)}
    >
      {large &&
        chart.ticks.map(({ y, text }) => (
          <g key={y}>
            <path className="grid" d={`M${chart.plot.left} ${y}H${chart.plot.right}`} />
            <text x={chart.plot.left - 8} y={y + 4} textAnchor="end">
              {text}
            </text>
          </g>
        ))}
      {large &&
        chart.years.map(({ x, text }) => (
          <text key={text} x={x} y={chart.plot.bottom + 22} textAnchor="middle">
            {text}
          </text>
        ))}
      {chart.lines.map((line) => (
        <path key={`${line[0]?.x}`} className="line" d={pathOf(line)} />
      ))}
      {chart.dots.map(({ x, y, text, year }) => (
        <g key={year}>
          <circle cx={x} cy={y} r={large ? 4 : 2.2} />
          {large && (
            <text className="value" x={x} y={y - 11} textAnchor="middle">
              {text}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
