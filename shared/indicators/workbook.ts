import { FIELD_KINDS } from '../document/field-kinds.ts';
import { workbookOf, type Cell, type Sheet } from '../workbook/workbook.ts';
import type { Series } from './types.ts';

/**
 * The figures as an .xlsx workbook: a table of values, one of changes against the year before, one of what needs a look.
 */
export function figuresWorkbook(
  series: readonly Series[],
  years: readonly number[],
  title: string,
): Uint8Array {
  return workbookOf([values(series, years, title), changes(series, years), warnings(series)]);
}

function values(series: readonly Series[], years: readonly number[], title: string): Sheet {
  return {
    name: '年度数据',
    columns: [28, 8, ...years.map(() => 12)],
    rows: [
      { cells: [title], head: true },
      { cells: ['指标', '单位', ...years.map((year) => `${year}年`)], head: true },
      ...series.map(({ label, unit, points }) => ({
        cells: [
          label,
          unit,
          ...years.map((year): Cell => {
            const point = points.find((one) => one.year === year);
            // A figure in another unit is no number of this row.
            if (!point) return null;
            return point.value !== null && !point.rough
              ? point.value
              : point.text + (point.unit === unit ? '' : point.unit);
          }),
        ],
      })),
    ],
  };
}

function changes(series: readonly Series[], years: readonly number[]): Sheet {
  return {
    name: '比上年',
    columns: [28, 10, ...years.map(() => 12)],
    rows: [
      { cells: ['指标', '', ...years.map((year) => `${year}年`)], head: true },
      ...series.map(({ label, kind, changes: all }) => ({
        cells: [
          label,
          FIELD_KINDS[kind].change === 'points' ? '百分点' : '%',
          ...years.map((year): Cell => all.find((one) => one.year === year)?.change ?? null),
        ],
      })),
    ],
  };
}

function warnings(series: readonly Series[]): Sheet {
  return {
    name: '需要核对',
    columns: [28, 8, 40],
    rows: [
      { cells: ['指标', '年度', '情况'], head: true },
      ...series.flatMap(({ label, warnings: all }) =>
        all.map(({ year, text }) => ({ cells: [label, year, text] })),
      ),
    ],
  };
}
