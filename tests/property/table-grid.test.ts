import { describe, expect, it } from 'vitest';

import {
  gridOf,
  isCovered,
  soundSpans,
  withColumnAt,
  withoutColumns,
  withoutRows,
  withRowAt,
} from '../../shared/document/table-grid.ts';
import type { TableBlock, TableCell } from '../../shared/document/types.ts';
import { documentProblems } from '../../shared/document/validate.ts';
import { makeTitle } from '../../shared/document/make.ts';
import { draws, fc } from '../random.ts';

const RUNS = { numRuns: draws(300) };

/** A valid table of any spans: each place not yet taken may begin one. */
const table = fc
  .record({
    rows: fc.integer({ min: 1, max: 6 }),
    columns: fc.integer({ min: 1, max: 6 }),
    spans: fc.array(fc.record({ at: fc.nat(35), colSpan: fc.nat(3), rowSpan: fc.nat(3) }), { maxLength: 6 }),
    said: fc.boolean(),
  })
  .map(({ rows, columns, spans, said }): TableBlock => {
    const taken = new Set<string>();
    const cells: TableCell[][] = Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (__, c) => ({
        type: 'table-cell' as const,
        children: [{ text: `${r}.${c} ` }],
      })),
    );
    for (const { at, colSpan, rowSpan } of spans) {
      const [r, c] = [Math.floor(at / 6), at % 6];
      if (r >= rows || c >= columns) continue;
      const [down, across] = [Math.min(rowSpan + 1, rows - r), Math.min(colSpan + 1, columns - c)];
      const places: [number, number][] = [];
      for (let y = r; y < r + down; y += 1) for (let x = c; x < c + across; x += 1) places.push([y, x]);
      if (places.length === 1 || places.some(([y, x]) => taken.has(`${y} ${x}`))) continue;
      for (const [y, x] of places) {
        taken.add(`${y} ${x}`);
        const cell = cells[y]?.[x];
        if (cell && (y !== r || x !== c)) cell.children = [{ text: '' }];
      }
      const first = cells[r]?.[c];
      if (first && across > 1) first.colSpan = across;
      if (first && down > 1) first.rowSpan = down;
    }
    return {
      type: 'table',
      id: 't',
      ...(said ? { columns: Array.from({ length: columns }, (_, at) => ({ width: 20 + at })) } : {}),
      children: cells.map((children) => ({ type: 'table-row', children })),
    };
  });

const isValid = (one: TableBlock): void => {
  expect(documentProblems([makeTitle('表'), one])).toEqual([]);
};
const blanks = (count: number): TableCell[] =>
  Array.from({ length: count }, () => ({ type: 'table-cell', children: [{ text: '' }] }));
const wordsIn = (one: TableBlock): string[] =>
  one.children
    .flatMap((row) =>
      row.children.flatMap((cell) => cell.children.map((node) => ('text' in node ? node.text : ''))),
    )
    .filter((text) => text !== '');
const widthOf = (one: TableBlock): number => one.children[0]?.children.length ?? 0;

describe('the grid of a table', () => {
  it('has each place belong to one cell, whose span it lies in', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (one) => {
        isValid(one);
        expect(soundSpans(one.children)).toEqual([]);
        gridOf(one).forEach((row, r) =>
          row.forEach(([y, x], c) => {
            const cell = one.children[y]?.children[x];
            expect(y <= r && r < y + (cell?.rowSpan ?? 1)).toBe(true);
            expect(x <= c && c < x + (cell?.colSpan ?? 1)).toBe(true);
            expect(isCovered(one, r, c)).toBe(y !== r || x !== c);
          }),
        );
      }),
      RUNS,
    );
  });

  it('is as before when a row or a column that came in goes again', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.nat(6), async (one, place) => {
        const row = place % (one.children.length + 1);
        const longer = withRowAt(one, row, { type: 'table-row', children: blanks(widthOf(one)) });
        isValid(longer);
        expect(withoutRows(longer, new Set([row]))).toEqual(one);
        const column = place % (widthOf(one) + 1);
        const wider = withColumnAt(one, column);
        isValid(wider);
        expect(withoutColumns(wider, new Set([column]))).toEqual(one);
      }),
      RUNS,
    );
  });

  it('loses with rows and columns no word of a cell that spans others that stay', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }), async (one, lines) => {
        for (const [without, last] of [
          [withoutRows, (r: number, _c: number, cell: TableCell) => r + (cell.rowSpan ?? 1)],
          [withoutColumns, (_r: number, c: number, cell: TableCell) => c + (cell.colSpan ?? 1)],
        ] as const) {
          const gone = new Set(lines);
          const left = without(one, gone);
          if (left === null) continue;
          isValid(left);
          const stays = one.children.flatMap((row, r) =>
            row.children.flatMap((cell, c) => {
              const from = without === withoutRows ? r : c;
              const some = Array.from({ length: last(r, c, cell) - from }, (_, at) => from + at);
              return some.some((line) => !gone.has(line)) ? cell.children : [];
            }),
          );
          const words = stays.flatMap((node) => ('text' in node && node.text !== '' ? [node.text] : []));
          expect(wordsIn(left).sort()).toEqual(words.sort());
        }
      }),
      RUNS,
    );
  });
});
