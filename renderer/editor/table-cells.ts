import { Editor, Path, Range, Transforms, type Point } from 'slate';

import {
  gridOf,
  isCovered,
  wholeCells,
  withColumnAt,
  withRowAt,
  withSpans,
  type Rect,
} from '../../shared/document/table-grid.ts';
import type { TableBlock, TableCell, TableRow } from '../../shared/document/types.ts';
import { applyBlocks } from '../../shared/review/apply-blocks.ts';
import { blocksOf, deleteStretch } from './places.ts';

/** A cell of a table of the report, and the table. */
export type CellPlace = { table: TableBlock; index: number; row: number; column: number };

/** The cell that the point stands in; null where it stands in none. */
export function cellAt(editor: Editor, point: Point | null | undefined): CellPlace | null {
  const [index, row, column] = point?.path ?? [];
  if (index === undefined || row === undefined || column === undefined) return null;
  const block = blocksOf(editor)[index];
  return block?.type === 'table' ? { table: block, index, row, column } : null;
}

/** The place of the cell that takes this one: its own, or that of the cell that covers it. */
export function ownerOf(
  table: TableBlock,
  row: number,
  column: number,
): readonly [row: number, column: number] {
  return gridOf(table)[row]?.[column] ?? [row, column];
}

/** The row and the column behind a cell: by one more, or by what it spans. */
export function behindCell({ table, row, column }: CellPlace): { row: number; column: number } {
  const { rowSpan = 1, colSpan = 1 } = table.children[row]?.children[column] ?? {};
  return { row: row + rowSpan, column: column + colSpan };
}

/** Puts this table in the place of the one at `index`. Spans, rows and columns change through here only. */
export function replaceTable(editor: Editor, index: number, table: TableBlock): void {
  applyBlocks(editor, blocksOf(editor).with(index, table));
}

export const widthOf = (table: TableBlock): number => table.children[0]?.children.length ?? 0;

export const cellPath = (index: number, row: number, column: number): Path => [index, row, column];

export function emptyCell(): TableCell {
  return { type: 'table-cell', children: [{ text: '' }] };
}

export function emptyRow(width: number): TableRow {
  return { type: 'table-row', children: Array.from({ length: width }, () => emptyCell()) };
}

/** The rectangle of cells between the ends of the selection; null where it is not within one table. */
export type CellSpan = Rect & { index: number };

export function cellsOfSelection(editor: Editor): CellSpan | null {
  const { selection } = editor;
  if (!selection) return null;
  const a = cellAt(editor, selection.anchor);
  const b = cellAt(editor, selection.focus);
  if (!a || !b || a.index !== b.index) return null;
  const rect = wholeCells(a.table, {
    rows: [Math.min(a.row, b.row), Math.max(a.row, b.row)],
    columns: [Math.min(a.column, b.column), Math.max(a.column, b.column)],
  });
  return { index: a.index, ...rect };
}

/**
 * The cells that a selection takes as a whole: the rectangle between its ends in one table; where it goes out of a table,
 * the rows on its side. None while it stays in one cell, or outside of tables.
 */
export function selectedCells(editor: Editor): CellSpan[] {
  const { selection } = editor;
  if (!selection || !crossesCells(editor)) return [];
  const inOne = cellsOfSelection(editor);
  if (inOne) return [inOne];
  const [first, last] = Range.edges(selection).map((point) => cellAt(editor, point));
  return [
    ...(first ? [rowsOf(first, first.row, first.table.children.length - 1)] : []),
    ...(last ? [rowsOf(last, 0, last.row)] : []),
  ];
}

function rowsOf({ index, table }: CellPlace, from: number, to: number): CellSpan {
  return { index, ...wholeCells(table, { rows: [from, to], columns: [0, widthOf(table) - 1] }) };
}

/** Takes the words out of a cell; the cell stays. */
export function clearCell(editor: Editor, path: Path): void {
  deleteStretch(editor, Editor.range(editor, path));
}

/**
 * Puts the cells of `from` over those of the table, from this cell on; rows and columns are added where it is larger.
 * What spans several places there is parted, and what spans several in `from` does so here.
 */
export function fillCells(editor: Editor, at: CellPlace, from: TableBlock): void {
  const { index, row, column } = at;
  let { table } = at;
  while (widthOf(table) < column + widthOf(from)) table = withColumnAt(table, widthOf(table));
  while (table.children.length < row + from.children.length)
    table = withRowAt(table, table.children.length, emptyRow(widthOf(table)));
  const last = [row + from.children.length - 1, column + widthOf(from) - 1] as const;
  const parted = new Set<string>();
  for (let r = row; r <= last[0]; r += 1)
    for (let c = column; c <= last[1]; c += 1) parted.add(ownerOf(table, r, c).join(' '));
  const children = table.children.map((line, r) => ({
    ...line,
    children: line.children.map((cell, c) => {
      const own = parted.has(`${r} ${c}`) ? withSpans(cell, 1, 1) : cell;
      const put = from.children[r - row]?.children[c - column];
      if (!put) return own;
      const { colSpan = 1, rowSpan = 1, align } = put;
      const shaped = { ...withSpans(own, colSpan, rowSpan), ...(align ? { align } : {}) };
      // An empty cell takes nothing away.
      return hasWords(put) ? { ...shaped, children: put.children } : shaped;
    }),
  }));
  replaceTable(editor, index, { ...table, children });
  Transforms.select(editor, Editor.end(editor, [index, ...last]));
}

const hasWords = (cell: TableCell): boolean =>
  cell.children.some((node) => 'type' in node || node.text.trim() !== '');

/** The nearest place for a caret: one that stands in a covered cell goes to the end of the cell that covers it. */
export function uncovered(editor: Editor, point: Point): Point {
  const place = cellAt(editor, point);
  if (!place || !isCovered(place.table, place.row, place.column)) return point;
  return Editor.end(editor, cellPath(place.index, ...ownerOf(place.table, place.row, place.column)));
}

/** True where the selection begins or ends in a table and is more than a caret in one cell. */
export function crossesCells(editor: Editor): boolean {
  const { selection } = editor;
  if (!selection || Range.isCollapsed(selection)) return false;
  const [a, b] = [selection.anchor, selection.focus].map((point) => cellAt(editor, point));
  if (!a && !b) return false;
  return !a || !b || a.index !== b.index || a.row !== b.row || a.column !== b.column;
}
