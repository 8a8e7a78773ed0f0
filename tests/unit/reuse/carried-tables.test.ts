import { describe, expect, it } from 'vitest';

import { checklistOf } from '../../../renderer/features/past/checklist.ts';
import { makeField, makeHeading, padInlines } from '../../../shared/document/make.ts';
import type { Inline, TableBlock } from '../../../shared/document/types.ts';
import { rowsOfTable } from '../../../shared/reuse/carried-tables.ts';
import { CarriedFinder } from '../../../shared/reuse/carried-view.ts';
import { ReuseIndex } from '../../../shared/reuse/reuse-index.ts';

const FACTS = { year: 2025, from: 2024, otherUnits: [] };

function table(rows: (string | Inline)[][]): TableBlock {
  return {
    type: 'table',
    id: 'table',
    children: rows.map((row) => ({
      type: 'table-row',
      children: row.map((cell) => ({
        type: 'table-cell',
        children: padInlines([typeof cell === 'string' ? { text: cell } : cell]),
      })),
    })),
  };
}

function found(past: TableBlock, draft: TableBlock) {
  const finder = new CarriedFinder(new ReuseIndex([], []), FACTS, rowsOfTable(past, {}));
  return finder.view([makeHeading(1, '附表'), draft], {});
}
const cells = (past: TableBlock, draft = past): string[] =>
  found(past, draft).sections.flatMap(({ figures }) => figures.map(({ label, text }) => `${label}：${text}`));

describe('figures in tables that are last year’s', () => {
  it('are named with their row and column, typed or filled in, and the changed ones are not', () => {
    const past = table([
      ['指标', '数量', '备注'],
      ['行政检查', '610宗', '含联合检查'],
      ['调解纠纷', makeField({ value: '38', unit: '件' }), ''],
      ['接待群众', '120人次', ''],
    ]);
    const draft = table([
      ['指标', '数量', '备注'],
      ['行政检查', '610宗', '含联合检查'],
      ['接待群众', '135人次', ''],
      ['调解纠纷', makeField({ value: '38', unit: '件' }), ''],
    ]);
    expect(cells(past, draft)).toEqual(['行政检查 · 数量：610宗', '调解纠纷 · 数量：38件']);
    const [figure] = found(past, draft).sections.flatMap(({ figures }) => figures);
    expect(figure).toMatchObject({ block: 'table', cell: [1, 1], from: 0, to: 3 });
  });

  it('are no running numbers, no years, no empty fields, and nothing of an earlier year', () => {
    const past = table([
      ['序号', '指标', '2023年', '2024年', '2025年'],
      ['1', '行政检查', '580', '610', makeField({ unit: '' })],
      ['2', '调解纠纷', '31', '38', ''],
    ]);
    expect(cells(past)).toEqual([]);
    expect(cells(table([['2024年', '610']]))).toEqual([]);
  });

  it('are told without words only where the whole row is the same', () => {
    const past = table([
      ['7', '610'],
      ['8', '38'],
    ]);
    expect(cells(past, table([['7', '611']]))).toEqual([]);
    expect(cells(past, table([['7', '610']]))).toEqual(['：7', '：610']);
  });

  it('stand in the checklist, and count in no share', () => {
    const past = table([['行政检查', '610宗']]);
    const view = found(past, past);
    expect(view).toMatchObject({ counted: 0, stale: 1 });
    const items = checklistOf([past], {}, view, { from: 2024, to: 2025 });
    expect(items.find(({ key }) => key === 'figures')).toMatchObject({ left: 1, target: { block: 'table' } });
    expect(items.find(({ key }) => key === 'sections')).toMatchObject({ left: 0 });
  });
});
