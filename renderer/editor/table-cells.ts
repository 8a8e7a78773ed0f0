import { Editor, Path, Range, Transforms, type Point } from 'slate';

import type { Inline, TableBlock, TableCell, TableRow } from '../../shared/document/types.ts';
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

export const widthOf = (table: TableBlock): number => table.children[0]?.children.length ?? 0;

export const cellPath = (index: number, row: number, column: number): Path => [index, row, column];

export function emptyCell(): TableCell {
  return { type: 'table-cell', children: [{ text: '' }] };
}

export function emptyRow(width: number): TableRow {
  return { type: 'table-row', children: Array.from({ length: width }, () => emptyCell()) };
}

/** The rectangle of cells between the ends of the selection; null where it is not within one table. */
export type CellSpan = {
  index: number;
  rows: readonly [from: number, to: number];
  columns: readonly [from: number, to: number];
};

export function cellsOfSelection(editor: Editor): CellSpan | null {
  const { selection } = editor;
  if (!selection) return null;
  const a = cellAt(editor, selection.anchor);
  const b = cellAt(editor, selection.focus);
  if (!a || !b || a.index !== b.index) return null;
  return {
    index: a.index,
    rows: [Math.min(a.row, b.row), Math.max(a.row, b.row)],
    columns: [Math.min(a.column, b.column), Math.max(a.column, b.column)],
  };
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
  return { index, rows: [from, to], columns: [0, widthOf(table) - 1] };
}

/** Takes the words out of a cell; the cell stays. */
export function clearCell(editor: Editor, path: Path): void {
  deleteStretch(editor, Editor.range(editor, path));
}

/**
 * Puts the cells of `from` over those of the table, from this cell on; rows and columns are added where it is larger.
 */
export function fillCells(editor: Editor, at: CellPlace, from: TableBlock): void {
  const { table, index, row, column } = at;
  const width = Math.max(widthOf(table), column + widthOf(from));
  for (let r = 0; r < table.children.length; r += 1) {
    for (let c = widthOf(table); c < width; c += 1)
      Transforms.insertNodes(editor, emptyCell(), { at: [index, r, c] });
  }
  for (let r = table.children.length; r < row + from.children.length; r += 1)
    Transforms.insertNodes(editor, emptyRow(width), { at: [index, r] });
  from.children.forEach((line, r) => {
    line.children.forEach((cell, c) => {
      // An empty cell takes nothing away.
      if (hasWords(cell)) setCell(editor, [index, row + r, column + c], cell.children);
    });
  });
  const last = [index, row + from.children.length - 1, column + widthOf(from) - 1];
  Transforms.select(editor, Editor.end(editor, last));
}

const hasWords = (cell: TableCell): boolean =>
  cell.children.some((node) => 'type' in node || node.text.trim() !== '');

function setCell(editor: Editor, path: Path, children: readonly Inline[]): void {
  Transforms.removeNodes(editor, { at: path });
  Transforms.insertNodes(editor, { type: 'table-cell', children: [...children] } as never, { at: path });
}

/** True where the selection begins or ends in a table and is more than a caret in one cell. */
export function crossesCells(editor: Editor): boolean {
  const { selection } = editor;
  if (!selection || Range.isCollapsed(selection)) return false;
  const [a, b] = [selection.anchor, selection.focus].map((point) => cellAt(editor, point));
  if (!a && !b) return false;
  return !a || !b || a.index !== b.index || a.row !== b.row || a.column !== b.column;
}
