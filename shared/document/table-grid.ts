import { isText } from './guards.ts';
import type { Inline, TableBlock, TableCell, TableColumn, TableRow } from './types.ts';

/**
 * A table as a grid of places. Each row has as many cells as the table has columns; a cell that spans several places
 * says so, and the places that it covers hold blank cells. All that changes rows and columns goes through here, so that
 * spans stay right and no word is lost under one.
 */

/** A span that can't stand as it is, and what it can be (1: none). */
export type SoundSpan = { row: number; column: number; colSpan: number; rowSpan: number };

/** For each place the cell that it belongs to: its own, or the one that covers it. */
export type Grid = readonly (readonly (readonly [row: number, column: number])[])[];

/** Nothing to read and nothing that carries a mark. */
export const isBlankCell = ({ children }: Pick<TableCell, 'children'>): boolean =>
  children.every((node: Inline) => isText(node) && node.text === '');

const known = new WeakMap<readonly TableRow[], Grid>();

/** The grid of a valid table. */
export function gridOf({ children: rows }: Pick<TableBlock, 'children'>): Grid {
  const before = known.get(rows);
  if (before) return before;
  const grid = rows.map((row, r) => row.children.map((_, c): readonly [number, number] => [r, c]));
  for (const [r, c, cell] of spanning(rows)) {
    for (let y = r; y < r + (cell.rowSpan ?? 1); y += 1)
      for (let x = c; x < c + (cell.colSpan ?? 1); x += 1) {
        const line = grid[y];
        if (line && x < line.length) line[x] = [r, c];
      }
  }
  known.set(rows, grid);
  return grid;
}

/** True for a place that another cell covers. */
export function isCovered(table: Pick<TableBlock, 'children'>, row: number, column: number): boolean {
  const cell = gridOf(table)[row]?.[column];
  return cell !== undefined && (cell[0] !== row || cell[1] !== column);
}

/** Rows and columns of a table, first and last. */
export type Rect = {
  rows: readonly [from: number, to: number];
  columns: readonly [from: number, to: number];
};

/** The rectangle made so large that no cell lies in it in part. */
export function wholeCells(table: Pick<TableBlock, 'children'>, { rows, columns }: Rect): Rect {
  const grid = gridOf(table);
  let [[top, bottom], [left, right]] = [rows, columns];
  for (let grown = true; grown;) {
    grown = false;
    for (let r = top; r <= bottom; r += 1)
      for (let c = left; c <= right; c += 1) {
        const [row, column] = grid[r]?.[c] ?? [r, c];
        const { rowSpan = 1, colSpan = 1 } = table.children[row]?.children[column] ?? {};
        const [last, end] = [row + rowSpan - 1, column + colSpan - 1];
        if (row >= top && column >= left && last <= bottom && end <= right) continue;
        [top, left] = [Math.min(top, row), Math.min(left, column)];
        [bottom, right] = [Math.max(bottom, last), Math.max(right, end)];
        grown = true;
      }
  }
  return { rows: [top, bottom], columns: [left, right] };
}

function* spanning(rows: readonly TableRow[]): Generator<[row: number, column: number, cell: TableCell]> {
  for (const [r, row] of rows.entries()) {
    for (const [c, cell] of row.children.entries())
      if (cell.colSpan !== undefined || cell.rowSpan !== undefined) yield [r, c, cell];
  }
}

/**
 * The spans that have to change: those that reach beyond the table, into another span, or over a cell with words. They
 * are cut short, so that each word stays in its place. Empty for a table without faults.
 */
export function soundSpans(rows: readonly TableRow[]): SoundSpan[] {
  const faults: SoundSpan[] = [];
  const taken = new Set<string>();
  const isFree = (r: number, c: number): boolean => {
    const cell = rows[r]?.children[c];
    return (
      cell !== undefined &&
      !taken.has(`${r} ${c}`) &&
      cell.colSpan === undefined &&
      cell.rowSpan === undefined &&
      isBlankCell(cell)
    );
  };
  for (const [row, column, cell] of spanning(rows)) {
    let [colSpan, rowSpan] = [1, 1];
    if (!taken.has(`${row} ${column}`)) {
      while (colSpan < (cell.colSpan ?? 1) && isFree(row, column + colSpan)) colSpan += 1;
      const isFreeRow = (r: number): boolean => {
        for (let c = column; c < column + colSpan; c += 1) if (!isFree(r, c)) return false;
        return true;
      };
      while (rowSpan < (cell.rowSpan ?? 1) && isFreeRow(row + rowSpan)) rowSpan += 1;
    }
    if (colSpan !== (cell.colSpan ?? 1) || rowSpan !== (cell.rowSpan ?? 1))
      faults.push({ row, column, colSpan, rowSpan });
    for (let r = row; r < row + rowSpan; r += 1)
      for (let c = column; c < column + colSpan; c += 1) taken.add(`${r} ${c}`);
  }
  return faults;
}

/** The cell with these spans; 1 stands for none. */
export function withSpans(cell: TableCell, colSpan: number, rowSpan: number): TableCell {
  const { colSpan: _c, rowSpan: _r, ...rest } = cell;
  return { ...rest, ...(colSpan > 1 ? { colSpan } : {}), ...(rowSpan > 1 ? { rowSpan } : {}) };
}

const blankCell = (): TableCell => ({ type: 'table-cell', children: [{ text: '' }] });

/**
 * The table without these rows; null where none is left. A cell that also spans rows that stay goes on there, with its
 * words.
 */
export function withoutRows(table: TableBlock, gone: ReadonlySet<number>): TableBlock | null {
  if (gone.size === 0) return table;
  const rows = table.children.map((row) => ({ ...row, children: [...row.children] }));
  for (const [r, c, cell] of spanning(table.children)) {
    const stays = range(r, cell.rowSpan ?? 1).filter((at) => !gone.has(at));
    put(rows, r, c, blankCell());
    put(rows, stays[0] ?? r, c, withSpans(cell, cell.colSpan ?? 1, stays.length));
  }
  const children = rows.filter((_, at) => !gone.has(at));
  return children.length === 0 ? null : { ...table, children };
}

/** The same for columns. */
export function withoutColumns(table: TableBlock, gone: ReadonlySet<number>): TableBlock | null {
  if (gone.size === 0) return table;
  const rows = table.children.map((row) => ({ ...row, children: [...row.children] }));
  for (const [r, c, cell] of spanning(table.children)) {
    const stays = range(c, cell.colSpan ?? 1).filter((at) => !gone.has(at));
    put(rows, r, c, blankCell());
    put(rows, r, stays[0] ?? c, withSpans(cell, stays.length, cell.rowSpan ?? 1));
  }
  const children = rows.map((row) => ({ ...row, children: row.children.filter((_, at) => !gone.has(at)) }));
  if (children.every((row) => row.children.length === 0)) return null;
  return { ...withColumns(table, (columns) => columns.filter((_, at) => !gone.has(at))), children };
}

/** The table with a row put in before `at`; cells that span the place grow by a row. */
export function withRowAt(table: TableBlock, at: number, row: TableRow): TableBlock {
  const children = table.children.map((one, r) => ({
    ...one,
    children: one.children.map((cell) =>
      r < at && r + (cell.rowSpan ?? 1) > at
        ? withSpans(cell, cell.colSpan ?? 1, (cell.rowSpan ?? 1) + 1)
        : cell,
    ),
  }));
  return { ...table, children: [...children.slice(0, at), row, ...children.slice(at)] };
}

/** The table with a column put in before `at`: a blank cell in each row; cells that span the place grow by a column. */
export function withColumnAt(table: TableBlock, at: number, column: TableColumn = {}): TableBlock {
  const children = table.children.map((row) => {
    const cells = row.children.map((cell, c) =>
      c < at && c + (cell.colSpan ?? 1) > at
        ? withSpans(cell, (cell.colSpan ?? 1) + 1, cell.rowSpan ?? 1)
        : cell,
    );
    return { ...row, children: [...cells.slice(0, at), blankCell(), ...cells.slice(at)] };
  });
  const said = Object.keys(column).length > 0;
  const described =
    said && table.columns === undefined
      ? { ...table, columns: (table.children[0]?.children ?? []).map(() => ({})) }
      : table;
  return {
    ...withColumns(described, (columns) => [...columns.slice(0, at), column, ...columns.slice(at)]),
    children,
  };
}

function withColumns(table: TableBlock, change: (columns: TableColumn[]) => TableColumn[]): TableBlock {
  return table.columns === undefined ? table : { ...table, columns: change(table.columns) };
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from + at);
}

function put(rows: readonly TableRow[], r: number, c: number, cell: TableCell): void {
  const cells = rows[r]?.children;
  if (cells && c < cells.length) cells[c] = cell;
}
