import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { makeField, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import type { Block, Field } from '../../../shared/document/types.ts';
import { changeWords } from '../../../shared/figures/change-words.ts';
import { chartSvg, layoutChart } from '../../../shared/indicators/chart.ts';
import { ticksOf } from '../../../shared/indicators/scale.ts';
import { seriesOf, type YearReport } from '../../../shared/indicators/series.ts';
import { suggestIndicator } from '../../../shared/indicators/suggest.ts';
import { figuresWorkbook } from '../../../shared/indicators/workbook.ts';

const KNOWN = [
  { key: 'contract-review', label: '合同合法性审查', unit: '份' },
  { key: 'inspections', label: '行政检查', unit: '宗' },
  { key: 'culture-funds', label: '法治文化阵地投入', unit: '万元' },
];

const paragraph = (...fields: Partial<Field>[]): Block =>
  makeParagraph(padInlines(fields.flatMap((field) => [{ text: '，' }, makeField(field)])));
const report = (year: number, ...fields: Partial<Field>[]): YearReport => ({
  id: `r${year}`,
  year,
  variables: {},
  blocks: [paragraph(...fields)],
});
const inspections = (value: string, unit = '宗'): Partial<Field> => ({
  value,
  unit,
  indicator: 'inspections',
  label: '行政检查',
});
const money = (value: string, unit: string): Partial<Field> => ({
  value,
  unit,
  kind: 'money',
  indicator: 'culture-funds',
});
const one = (...reports: YearReport[]) => {
  const [series] = seriesOf(reports, { known: KNOWN });
  if (!series) throw new Error('no series');
  return series;
};

describe('figures over the years', () => {
  it('make a series by their indicator, with the change of each year', () => {
    const series = one(
      report(2024, inspections('610')),
      report(2023, inspections('552')),
      report(2025, inspections('約')),
    );
    expect(series).toMatchObject({ key: 'inspections', label: '行政检查', unit: '宗', guessed: false });
    expect(series.points.map(({ year, value }) => [year, value])).toEqual([
      [2023, 552],
      [2024, 610],
      [2025, null],
    ]);
    expect(series.changes).toEqual([
      { year: 2023, change: null },
      { year: 2024, change: 10.5 },
      { year: 2025, change: null },
    ]);
  });

  it('are brought together by name and unit where nobody has set an indicator', () => {
    const series = one(
      report(2023, { value: '45', unit: '份', label: '开展合同合法性审查' }),
      report(2024, { value: '52', unit: '份', indicator: 'contract-review', label: '合同' }),
    );
    expect(series).toMatchObject({ key: 'contract-review', guessed: true });
    expect(series.points).toHaveLength(2);
    expect(seriesOf([report(2024, { value: '3', unit: '次', label: '旁听庭审' })], { known: [] })).toEqual(
      [],
    );
  });

  it('warn of another unit, a jump of ten times or to a tenth, and a missing year', () => {
    const units = one(report(2023, inspections('552')), report(2024, inspections('60', '次')));
    expect(units.warnings).toEqual([{ kind: 'unit', year: 2024, text: '单位由“宗”改为“次”' }]);
    expect(units.changes.at(-1)?.change).toBeNull();
    const jump = one(
      report(2022, inspections('55')),
      report(2023, inspections('612')),
      report(2024, inspections('60')),
    );
    expect(jump.warnings.map(({ kind, year }) => [kind, year])).toEqual([
      ['jump', 2023],
      ['jump', 2024],
    ]);
    const gap = one(
      report(2022, inspections('5')),
      report(2023),
      report(2024, inspections('6')),
      report(2025),
    );
    expect(gap.warnings).toEqual([{ kind: 'missing', year: 2023, text: '2023年没有这项数据' }]);
    expect(gap.changes.at(-1)?.change).toBeNull();
  });

  it('convert sums of money, and nothing else', () => {
    const series = one(report(2023, money('220000', '元')), report(2024, money('26', '万元')));
    expect(series.points.map(({ value }) => value)).toEqual([22, 26]);
    expect(series.changes.at(-1)?.change).toBe(18.2);
  });

  it('hold only a mask where the edition hides them', () => {
    const hidden = { ...report(2024, inspections('610')), mask: () => '***' };
    const series = one(report(2023, inspections('552')), hidden);
    expect(JSON.stringify(series)).not.toContain('610');
    expect(series.points.at(-1)).toMatchObject({ text: '***', value: null });
    expect(chartSvg(series, [2023, 2024], '')).not.toContain('610');
  });
});

describe('the indicator of a new figure', () => {
  it.each([
    ['全年开展行政检查', '宗', 'inspections'],
    ['合同合法性审查', '件', 'contract-review'],
    ['投入法治文化阵地', '万元', 'culture-funds'],
    ['行政检查', '万元', undefined],
    ['走访企业', '家', undefined],
    ['', '次', undefined],
  ])('%s %s → %s', (label, unit, key) => {
    expect(suggestIndicator(label, unit, KNOWN)?.key).toBe(key);
  });
});

describe('the change in words', () => {
  it.each([
    ['15', '次', '12', '次', '比上年增长25%'],
    ['28', '宗', '31', '宗', '比上年下降9.7%'],
    ['4', '场', '4', '场', '与上年持平'],
    ['98.1', '%', '97.3', '%', '比上年提高0.8个百分点'],
    ['97', '%', '98.5', '%', '比上年下降1.5个百分点'],
    ['1.3万', '件', '1.1万', '件', '比上年增长18.2%'],
    ['26', '万元', '220000', '元', '比上年增长18.2%'],
    ['3', '次', '0', '次', null],
    ['58', '件', '52', '份', null],
    ['', '次', '12', '次', null],
  ])('%s%s after %s%s: %s', (value, unit, old, oldUnit, words) => {
    expect(changeWords({ value, unit }, { value: old, unit: oldUnit })).toBe(words);
  });
});

describe('charts', () => {
  it('have round ticks around their values', () => {
    expect(ticksOf(0, 58)).toEqual([0, 20, 40, 60]);
    expect(ticksOf(0, 12600).at(-1)).toBeGreaterThanOrEqual(12600);
    for (const high of [0.3, 1, 7, 99.2, 1e6]) {
      const ticks = ticksOf(0, high);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(high);
      expect(ticks.length).toBeLessThan(9);
    }
  });

  it('part their line at a gap', () => {
    const series = one(
      report(2021, inspections('5')),
      report(2022, inspections('6')),
      report(2024, inspections('7')),
    );
    const chart = layoutChart(series, { width: 400, height: 200, years: [2021, 2022, 2024] });
    expect(chart.lines.map((line) => line.length)).toEqual([2, 1]);
    const [first, , last] = chart.dots;
    expect(first && last && first.x < last.x && first.y > last.y).toBe(true);
  });
});

describe('the workbook', () => {
  it('has values as numbers, masks as text, and is well-formed', () => {
    const series = [
      one(report(2023, inspections('552')), { ...report(2024, inspections('610')), mask: () => '***' }),
    ];
    const parts = unzipSync(figuresWorkbook(series, [2023, 2024], '青禾镇 <数据>'));
    expect(Object.keys(parts)).toContain('[Content_Types].xml');
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).toContain('<c r="C3"><v>552</v></c>');
    expect(sheet).toContain('<c r="D3" t="inlineStr"><is><t>***</t></is></c>');
    expect(sheet).toContain('青禾镇 &lt;数据&gt;');
  });
});
