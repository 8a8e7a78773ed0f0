import { Editor, Range, Transforms } from 'slate';

import { newId } from '../../shared/document/ids.ts';
import type { TableBlock } from '../../shared/document/types.ts';
import { isBlank } from './live-view.ts';
import { blockAt, blocksOf } from './places.ts';
import { cellAt, cellPath, cellsOfSelection, emptyCell, emptyRow, widthOf } from './table-cells.ts';
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
    Transforms.insertNodes(editor, { ...emptyRow(widthOf(table)), ...header }, { at: [span.index, row] });
    Transforms.select(editor, Editor.start(editor, cellPath(span.index, row, span.columns[0])));
  });
}

/** A column left or right of the selected ones. */
export function addColumn(editor: Editor, side: 'left' | 'right'): void {
  const span = cellsOfSelection(editor);
  const table = span && tableAt(editor, span.index);
  if (!span || !table) return;
  const column = side === 'left' ? span.columns[0] : span.columns[1] + 1;
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      table.children.forEach((_, row) =>
        Transforms.insertNodes(editor, emptyCell(), { at: cellPath(span.index, row, column) }),
      );
    });
    Transforms.select(editor, Editor.start(editor, cellPath(span.index, span.rows[0], column)));
  });
}

/** The selected rows go; the table with its last one. */
export function removeRows(editor: Editor): void {
  const span = cellsOfSelection(editor);
  const table = span && tableAt(editor, span.index);
  if (!span || !table) return;
  const [from, to] = span.rows;
  if (to - from + 1 >= table.children.length) {
    removeTable(editor);
    return;
  }
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (let row = to; row >= from; row -= 1) Transforms.removeNodes(editor, { at: [span.index, row] });
    });
    const row = Math.min(from, table.children.length - (to - from) - 2);
    Transforms.select(editor, Editor.start(editor, cellPath(span.index, row, span.columns[0])));
  });
}

/** The selected columns go; the table with its last one. */
export function removeColumns(editor: Editor): void {
  const span = cellsOfSelection(editor);
  const table = span && tableAt(editor, span.index);
  if (!span || !table) return;
  const [from, to] = span.columns;
  if (to - from + 1 >= widthOf(table)) {
    removeTable(editor);
    return;
  }
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      table.children.forEach((_, row) => {
        for (let column = to; column >= from; column -= 1)
          Transforms.removeNodes(editor, { at: cellPath(span.index, row, column) });
      });
    });
    const column = Math.min(from, widthOf(table) - (to - from) - 2);
    Transforms.select(editor, Editor.start(editor, cellPath(span.index, span.rows[0], column)));
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
  const next = place.row * width + place.column + step;
  if (next < 0) return;
  const [row, column] = [Math.floor(next / width), next % width];
  if (row >= table.children.length) {
    asOneStep(editor, () => Transforms.insertNodes(editor, emptyRow(width), { at: [index, row] }));
  }
  // The words of the cell are selected, so that typing takes their place, as in Word.
  Transforms.select(editor, Editor.range(editor, cellPath(index, row, column)));
}

function tableAt(editor: Editor, index: number): TableBlock | null {
  const block = blocksOf(editor)[index];
  return block?.type === 'table' ? block : null;
}
