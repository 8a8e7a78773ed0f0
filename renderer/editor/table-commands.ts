import { Editor, Node, Range, Transforms } from 'slate';

import { newId } from '../../shared/document/ids.ts';
import { padInlines } from '../../shared/document/make.ts';
import {
  isBlankCell,
  isCovered,
  withColumnAt,
  withoutColumns,
  withoutRows,
  withRowAt,
  withSpans,
  type Rect,
} from '../../shared/document/table-grid.ts';
import type { TableBlock } from '../../shared/document/types.ts';
import { isBlank } from './live-view.ts';
import { blockAt, blocksOf } from './places.ts';
import {
  cellAt,
  cellPath,
  cellsOfSelection,
  emptyRow,
  ownerOf,
  replaceTable,
  widthOf,
} from './table-cells.ts';
import { asOneStep } from './with-history-steps.ts';

export const MOST_ROWS = 50;
export const MOST_COLUMNS = 12;

/** Puts an empty table in behind the caret's block, or in the place of an empty paragraph; the caret goes into it. */
export function insertTable(editor: Editor, rows: number, columns: number): void {
  const at = editor.selection ? Range.start(editor.selection) : null;
  const found = blockAt(editor, at);
  if (!found) return;
  const table: TableBlock = {
    type: 'table',
    id: newId(),
    children: Array.from({ length: rows }, (_, row) => ({
      ...emptyRow(columns),
      ...(row === 0 && rows > 1 ? { header: true as const } : {}),
    })),
  };
  const takesPlace = found.block.type === 'paragraph' && isBlank(found.block);
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      Transforms.insertNodes(editor, table, { at: [found.index + 1] });
      if (takesPlace) Transforms.removeNodes(editor, { at: [found.index] });
    });
    const index = blocksOf(editor).findIndex(({ id }) => id === table.id);
    if (index >= 0) Transforms.select(editor, Editor.start(editor, cellPath(index, 0, 0)));
  });
}

/** A row above or below the selected ones. */
export function addRow(editor: Editor, side: 'above' | 'below'): void {
  const span = cellsOfSelection(editor);
  const table = span && tableAt(editor, span.index);
  if (!span || !table) return;
  const row = side === 'above' ? span.rows[0] : span.rows[1] + 1;
  // Above headings stands another row of them: a head of two lines.
  const header = side === 'above' && table.children[row]?.header ? { header: true as const } : {};
  asOneStep(editor, () => {
    replaceTable(editor, span.index, withRowAt(table, row, { ...emptyRow(widthOf(table)), ...header }));
    goToCell(editor, span.index, row, span.columns[0]);
  });
}

/** A column left or right of the selected ones. */
export function addColumn(editor: Editor, side: 'left' | 'right'): void {
  const span = cellsOfSelection(editor);
  const table = span && tableAt(editor, span.index);
  if (!span || !table) return;
  const column = side === 'left' ? span.columns[0] : span.columns[1] + 1;
  asOneStep(editor, () => {
    replaceTable(editor, span.index, withColumnAt(table, column));
    goToCell(editor, span.index, span.rows[0], column);
  });
}

/** How the cells of the selection can be joined or parted. */
export function cellState(editor: Editor): { canMerge: boolean; canSplit: boolean } {
  const span = cellsOfSelection(editor);
  const table = span && tableAt(editor, span.index);
  if (!span || !table) return { canMerge: false, canSplit: false };
  const owners = placesIn(span).filter(([row, column]) => !isCovered(table, row, column));
  const [only] = owners;
  const cell = only && table.children[only[0]]?.children[only[1]];
  return {
    canMerge: owners.length > 1,
    canSplit: owners.length === 1 && (cell?.colSpan ?? cell?.rowSpan) !== undefined,
  };
}

function placesIn({ rows, columns }: Rect): (readonly [row: number, column: number])[] {
  const places: (readonly [number, number])[] = [];
  for (let row = rows[0]; row <= rows[1]; row += 1)
    for (let column = columns[0]; column <= columns[1]; column += 1) places.push([row, column]);
  return places;
}

/** 合并单元格: the selected cells become one, with the words of all. */
export function mergeCells(editor: Editor): void {
  const span = cellsOfSelection(editor);
  const table = span && tableAt(editor, span.index);
  if (!span || !table || !cellState(editor).canMerge) return;
  const { rows, columns } = span;
  const words = placesIn(span).flatMap(([row, column]) => {
    const cell = table.children[row]?.children[column];
    return cell && !isBlankCell(cell) ? [cell.children] : [];
  });
  const joined = padInlines(words.flatMap((nodes, at) => (at > 0 ? [{ text: ' ' }, ...nodes] : nodes)));
  const isIn = (row: number, column: number): boolean =>
    row >= rows[0] && row <= rows[1] && column >= columns[0] && column <= columns[1];
  const children = table.children.map((line, row) => ({
    ...line,
    children: line.children.map((cell, column) => {
      if (!isIn(row, column)) return cell;
      return row === rows[0] && column === columns[0]
        ? withSpans({ ...cell, children: joined }, columns[1] - columns[0] + 1, rows[1] - rows[0] + 1)
        : withSpans({ ...cell, children: [{ text: '' }] }, 1, 1);
    }),
  }));
  asOneStep(editor, () => {
    replaceTable(editor, span.index, { ...table, children });
    goToCell(editor, span.index, rows[0], columns[0]);
  });
}

/** 拆分单元格: the cell gives the places that it covers back, empty. */
export function splitCell(editor: Editor): void {
  const span = cellsOfSelection(editor);
  const table = span && tableAt(editor, span.index);
  if (!span || !table || !cellState(editor).canSplit) return;
  const { rows, columns } = span;
  const children = table.children.map((line, row) => ({
    ...line,
    children: line.children.map((cell, column) =>
      row === rows[0] && column === columns[0] ? withSpans(cell, 1, 1) : cell,
    ),
  }));
  asOneStep(editor, () => {
    replaceTable(editor, span.index, { ...table, children });
    goToCell(editor, span.index, rows[0], columns[0]);
  });
}

/** The selected rows go; the table with its last one. */
export function removeRows(editor: Editor): void {
  const span = cellsOfSelection(editor);
  const table = span && tableAt(editor, span.index);
  if (!span || !table) return;
  const [from, to] = span.rows;
  const left = withoutRows(table, indices(from, to));
  if (!left) {
    removeTable(editor);
    return;
  }
  asOneStep(editor, () => {
    replaceTable(editor, span.index, left);
    goToCell(editor, span.index, Math.min(from, left.children.length - 1), span.columns[0]);
  });
}

const indices = (from: number, to: number): ReadonlySet<number> =>
  new Set(Array.from({ length: to - from + 1 }, (_, at) => from + at));

/** The caret at the beginning of the cell that takes this place, where the table is still there. */
function goToCell(editor: Editor, index: number, row: number, column: number): void {
  const table = tableAt(editor, index);
  if (table) Transforms.select(editor, Editor.start(editor, cellPath(index, ...ownerOf(table, row, column))));
}

/** The selected columns go; the table with its last one. */
export function removeColumns(editor: Editor): void {
  const span = cellsOfSelection(editor);
  const table = span && tableAt(editor, span.index);
  if (!span || !table) return;
  const [from, to] = span.columns;
  const left = withoutColumns(table, indices(from, to));
  if (!left) {
    removeTable(editor);
    return;
  }
  asOneStep(editor, () => {
    replaceTable(editor, span.index, left);
    goToCell(editor, span.index, span.rows[0], Math.min(from, widthOf(left) - 1));
  });
}

/** True while the table at the caret begins with a row of headings. */
export function hasHeader(editor: Editor): boolean {
  return cellAt(editor, editor.selection?.anchor)?.table.children[0]?.header === true;
}

/** The first row is headings, or no longer. */
export function toggleHeader(editor: Editor): void {
  const place = cellAt(editor, editor.selection?.anchor);
  if (!place) return;
  const { index, table } = place;
  asOneStep(editor, () => {
    if (!hasHeader(editor)) {
      Transforms.setNodes(editor, { header: true } as object, { at: [index, 0] });
      return;
    }
    Editor.withoutNormalizing(editor, () => {
      table.children.forEach((line, row) => {
        if (line.header) Transforms.unsetNodes(editor, 'header', { at: [index, row] });
      });
    });
  });
}

/** The table goes; the caret to where it stood. */
export function removeTable(editor: Editor): void {
  const place = cellAt(editor, editor.selection?.anchor);
  if (!place) return;
  asOneStep(editor, () => {
    Transforms.removeNodes(editor, { at: [place.index] });
    const { length } = blocksOf(editor);
    if (place.index < length) Transforms.select(editor, Editor.start(editor, [place.index]));
    else Transforms.select(editor, Editor.end(editor, [length - 1]));
  });
}

/** Tab: to the next cell, and from the last one into a new row; Shift+Tab: to the one before. */
export function moveCell(editor: Editor, step: 1 | -1): void {
  const place = cellAt(editor, editor.selection?.anchor);
  if (!place) return;
  const { table, index } = place;
  const width = widthOf(table);
  let next = place.row * width + place.column + step;
  const cellOf = (at: number): [row: number, column: number] => [Math.floor(at / width), at % width];
  // Not into a place that another cell covers.
  while (next >= 0 && next < width * table.children.length && isCovered(table, ...cellOf(next))) next += step;
  if (next < 0) return;
  const [row, column] = cellOf(next);
  if (row >= table.children.length) {
    asOneStep(editor, () =>
      replaceTable(editor, index, withRowAt(table, table.children.length, emptyRow(width))),
    );
  }
  const at = cellPath(index, Math.min(row, table.children.length), row < table.children.length ? column : 0);
  // The words of the cell are selected, so that typing takes their place, as in Word.
  if (Node.has(editor, at)) Transforms.select(editor, Editor.range(editor, at));
}

function tableAt(editor: Editor, index: number): TableBlock | null {
  const block = blocksOf(editor)[index];
  return block?.type === 'table' ? block : null;
}
