import { describe, expect, it } from 'vitest';

import { columnWidths } from '../../../shared/edition/column-widths.ts';
import type { EditionTable } from '../../../shared/edition/types.ts';
import { fc } from '../../random.ts';

type Run = { text: string };
const table = (rows: string[][], widths?: (number | null)[]): EditionTable<Run> => ({
  type: 'table',
  id: 't',
  ...(widths ? { widths } : {}),
  rows: rows.map((cells) => ({ header: false, cells: cells.map((text) => ({ runs: [{ text }] })) })),
});
const sum = (widths: readonly number[]): number => widths.reduce((total, one) => total + one, 0);

describe('widths of columns', () => {
  it('follow what is in them, and fill the text', () => {
    const { widths, size } = columnWidths(
      table([
        ['序号', '项目', '2025年'],
        ['1', '行政处罚案件办结数', '1164'],
      ]),
      442,
    );
    expect(size).toBe(12);
    expect(sum(widths)).toBeCloseTo(442, 0);
    expect(widths[1]).toBeGreaterThan(widths[0] ?? 0);
  });

  it('that were set are kept', () => {
    expect(columnWidths(table([['甲', '乙', '丙']], [null, 120, null]), 442).widths[1]).toBe(120);
    expect(columnWidths(table([['甲', '乙']], [100, 60]), 442).widths).toEqual([100, 60]);
    // Wider than the text they are made to fit.
    expect(columnWidths(table([['甲', '乙']], [600, 300]), 442).widths).toEqual([294.6, 147.3]);
  });

  it('let short words stand on one line beside long ones', () => {
    const { widths } = columnWidths(table([['行政处罚', '说明'.repeat(60), '1164']]), 442);
    expect(widths[0]).toBeGreaterThanOrEqual(48 + 8);
    expect(widths[2]).toBeGreaterThanOrEqual(24 + 8);
  });

  it('break no figure, and leave lines of several characters, in smaller characters where it has to be', () => {
    const { widths, size } = columnWidths(
      table([['执法检查总次数', ...Array.from({ length: 9 }, () => '1164000')]]),
      442,
    );
    expect(size).toBeLessThan(12);
    expect(widths[0]).toBeGreaterThan(size * 3);
    for (const width of widths.slice(1)) expect(width - 8).toBeGreaterThan((7 * size) / 2);
  });

  it('give a span that spans columns its room', () => {
    const spanning = table(
      [
        ['甲', '乙', ''],
        ['1', '2', '3'],
      ],
      [300, null, null],
    );
    const [first] = spanning.rows;
    if (first)
      first.cells = [
        { runs: [{ text: '甲' }] },
        { runs: [{ text: '1234567890123' }], colSpan: 2 },
        { runs: [], covered: true },
      ];
    const { widths } = columnWidths(spanning, 442);
    expect((widths[1] ?? 0) + (widths[2] ?? 0)).toBeGreaterThan(13 * 6 + 8);
  });

  it('never come out wider than the text, whatever stands in the table', () => {
    const word = fc.string({ unit: fc.constantFrom('法', '治', '1', '2', 'A', ' ', '\n'), maxLength: 40 });
    const any = fc.integer({ min: 1, max: 24 }).chain((columns) =>
      fc.tuple(
        fc.array(fc.array(word, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.option(fc.integer({ min: 5, max: 640 }), { nil: null }), {
          minLength: columns,
          maxLength: columns,
        }),
      ),
    );
    fc.assert(
      fc.property(any, fc.constantFrom(442, 637), ([rows, set], room) => {
        const { widths, size } = columnWidths(table(rows, set), room);
        expect(widths).toHaveLength(set.length);
        expect(size).toBeGreaterThanOrEqual(7);
        for (const width of widths) expect(width).toBeGreaterThan(0);
        expect(sum(widths)).toBeLessThanOrEqual(room + 0.5);
      }),
    );
  });
});
