import { FIELD_KINDS } from '../document/field-kinds.ts';
import { escapeXml } from '../text/escape-xml.ts';
import { shortNumber, ticksOf } from './scale.ts';
import type { Series } from './types.ts';

/** Where everything of a chart stands, in pixels of its own box. */
export type ChartLayout = {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  ticks: { y: number; text: string }[];
  years: { x: number; text: string }[];
  /** Stretches of neighbouring years; a gap or a change of what is counted parts them. */
  lines: { x: number; y: number }[][];
  dots: { x: number; y: number; text: string; year: number }[];
};

type Box = { width: number; height: number; years: readonly number[]; axis?: boolean };

/** Lays out one indicator over the years. Counts start at zero; shares have their own range. */
export function layoutChart(series: Series, { width, height, years, axis = true }: Box): ChartLayout {
  const values = series.points.flatMap(({ value }) => (value === null ? [] : [value]));
  const high = Math.max(...values, 0);
  const low =
    FIELD_KINDS[series.kind].change === 'points' && values.length > 0
      ? Math.min(...values)
      : Math.min(...values, 0);
  const ticks = ticksOf(low, high || 1);
  const [bottomValue = 0, topValue = 1] = [ticks[0], ticks.at(-1)];
  const plot = axis
    ? { left: 64, right: width - 32, top: 32, bottom: height - 36 }
    : { left: 8, right: width - 8, top: 14, bottom: height - 8 };
  const first = years[0] ?? 0;
  const span = Math.max(1, (years.at(-1) ?? first) - first);
  const x = (year: number): number =>
    years.length < 2
      ? (plot.left + plot.right) / 2
      : round(
          plot.left +
            16 * Number(axis) +
            ((plot.right - plot.left - 32 * Number(axis)) * (year - first)) / span,
        );
  const y = (value: number): number =>
    round(plot.bottom - ((plot.bottom - plot.top) * (value - bottomValue)) / (topValue - bottomValue || 1));
  const lines: { x: number; y: number }[][] = [];
  const dots: ChartLayout['dots'] = [];
  let last: number | null = null;
  for (const { year, value, text, unit } of series.points) {
    if (value === null) {
      last = null;
      continue;
    }
    const at = { x: x(year), y: y(value) };
    if (last === year - 1) lines.at(-1)?.push(at);
    else lines.push([at]);
    last = year;
    dots.push({ ...at, year, text: text + unit });
  }
  return {
    width,
    height,
    plot,
    ticks: ticks.map((value) => ({ y: y(value), text: shortNumber(value) })),
    years: years.map((year) => ({ x: x(year), text: String(year) })),
    lines: lines.filter((line) => line.length > 0),
    dots,
  };
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

export function pathOf(line: readonly { x: number; y: number }[]): string {
  return line.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

/** What a chart shows, in words: for those who can't see it, and as the image's title. */
export function chartWords(series: Series): string {
  const points = series.points.map(({ year, text, unit }) => `${year}年${text}${unit}`).join('，');
  return `${series.label}：${points || '没有数据'}`;
}

const FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif";

/** A chart as an SVG file of its own, on white, with its title and source. */
export function chartSvg(series: Series, years: readonly number[], source: string): string {
  const [width, height, head] = [800, 440, 56];
  const chart = layoutChart(series, { width, height: height - head - 24, years });
  const title = `${series.label}${series.unit ? `（${series.unit}）` : ''}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" role="img">`,
    `<title>${escapeXml(chartWords(series))}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="24" y="38" font-size="20" font-weight="600" fill="#211f1c">${escapeXml(title)}</text>`,
    `<g transform="translate(0 ${head})" font-size="13" fill="#55524c">`,
    ...chart.ticks.map(
      ({ y }) => `<path d="M${chart.plot.left} ${y}H${chart.plot.right}" stroke="#e4e1da" fill="none"/>`,
    ),
    ...texts(
      chart.ticks.map(({ y, text }) => ({ x: chart.plot.left - 8, y: y + 4, text })),
      'text-anchor="end"',
    ),
    ...texts(
      chart.years.map(({ x, text }) => ({ x, y: chart.plot.bottom + 22, text })),
      'text-anchor="middle"',
    ),
    ...chart.lines.map(
      (line) => `<path d="${pathOf(line)}" fill="none" stroke="#2f5f9e" stroke-width="2.5"/>`,
    ),
    ...chart.dots.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="4.5" fill="#2f5f9e"/>`),
    ...texts(
      chart.dots.map(({ x, y, text }) => ({ x, y: y - 12, text })),
      'text-anchor="middle" fill="#211f1c"',
    ),
    '</g>',
    `<text x="24" y="${height - 14}" font-size="12" fill="#75716a">${escapeXml(source)}</text>`,
    '</svg>',
  ].join('');
}

function texts(list: readonly { x: number; y: number; text: string }[], attributes: string): string[] {
  return list.map(({ x, y, text }) => `<text x="${x}" y="${y}" ${attributes}>${escapeXml(text)}</text>`);
}
