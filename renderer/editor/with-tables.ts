import { Editor, Path, Point, Range, Transforms, type Element } from 'slate';

import { gridOf } from '../../shared/document/table-grid.ts';
import type { TableRow } from '../../shared/document/types.ts';

import { isBlank } from './live-view.ts';
import { blockAt, blocksOf, deleteStretch, withoutHangingEnd } from './places.ts';
import {
  behindCell,
  cellAt,
  cellPath,
  cellsOfSelection,
  clearCell,
  crossesCells,
  ownerOf,
  uncovered,
  widthOf,
  type CellPlace,
} from './table-cells.ts';

/**
 * Keeps tables whole: neither a key at the border of a cell nor a selection over several ever joins cells, or a cell
 * with a paragraph. Enter goes to the cell below, and out of the table from the last row.
 */
export function withTables<T extends Editor>(editor: T): T {
  const { deleteBackward, deleteForward, deleteFragment, insertBreak, insertSoftBreak, insertText } = editor;

  const { apply, isSelectable } = editor;

  // What another cell covers takes no place on the page: no caret goes there, neither by a key nor by a command.
  editor.isSelectable = (element: Element) => !isCoveredCell(editor, element) && isSelectable(element);
  editor.apply = (op) => {
    apply(op);
    const { selection } = editor;
    if (op.type !== 'set_selection' || !selection) return;
    const [anchor, focus] = [uncovered(editor, selection.anchor), uncovered(editor, selection.focus)];
    if (!Point.equals(anchor, selection.anchor) || !Point.equals(focus, selection.focus))
      Transforms.select(editor, { anchor, focus });
  };

  editor.deleteBackward = (unit) => {
    if (!atBorder(editor, 'start')) deleteBackward(unit);
  };
  editor.deleteForward = (unit) => {
    if (!atBorder(editor, 'end')) deleteForward(unit);
  };
  editor.deleteFragment = (options) => {
    // A paragraph before a table, selected as a whole, is selected up to the first cell and not into it.
    if (blockAt(editor, editor.selection && Range.end(editor.selection))?.block.type === 'table')
      withoutHangingEnd(editor);
    if (crossesCells(editor)) deleteOverCells(editor, () => deleteFragment(options));
    else deleteFragment(options);
  };
  editor.insertText = (text, options) => {
    if (!options?.at) withoutHangingEnd(editor);
    if (!options?.at && crossesCells(editor)) editor.deleteFragment();
    insertText(text, options);
  };
  const onBreak = (otherwise: () => void) => () => {
    withoutHangingEnd(editor);
    if (editor.selection && crossesCells(editor)) editor.deleteFragment();
    const place = cellAt(editor, editor.selection?.anchor);
    if (place) leaveDown(editor, place);
    else otherwise();
  };
  editor.insertBreak = onBreak(insertBreak);
  editor.insertSoftBreak = onBreak(insertSoftBreak);
  return editor;
}

const covered = new WeakMap<readonly TableRow[], ReadonlySet<unknown>>();

/** The cells of a table that others cover. */
function coveredCells(rows: readonly TableRow[]): ReadonlySet<unknown> {
  let cells = covered.get(rows);
  if (!cells) {
    const grid = gridOf({ children: rows as TableRow[] });
    cells = new Set(
      rows.flatMap((row, r) =>
        row.children.filter((_, c) => grid[r]?.[c]?.[0] !== r || grid[r]?.[c]?.[1] !== c),
      ),
    );
    covered.set(rows, cells);
  }
  return cells;
}

function isCoveredCell(editor: Editor, element: Element): boolean {
  if ((element as { type?: string }).type !== 'table-cell') return false;
  return blocksOf(editor).some(
    (block) => block.type === 'table' && coveredCells(block.children).has(element),
  );
}

/** To the cell below; from the last row to behind the table, where a paragraph is put if there is none. */
function leaveDown(editor: Editor, place: CellPlace): void {
  const { table, index, column } = place;
  const { row } = behindCell(place);
  if (row < table.children.length) {
    Transforms.select(editor, Editor.end(editor, cellPath(index, ...ownerOf(table, row, column))));
    return;
  }
  goBehind(editor, index);
}

/** Puts the caret behind the table; a paragraph is put there where nothing that can be written in follows. */
export function goBehind(editor: Editor, index: number): void {
  if (blocksOf(editor)[index + 1]?.type !== 'paragraph')
    Transforms.insertNodes(editor, emptyParagraph(), { at: [index + 1] });
  Transforms.select(editor, Editor.start(editor, [index + 1]));
}

/** Puts the caret before a table with which the report begins. */
export function goBefore(editor: Editor, index: number): void {
  if (index > 0) {
    Transforms.select(editor, Editor.end(editor, [index - 1]));
    return;
  }
  Transforms.insertNodes(editor, emptyParagraph(), { at: [0] });
  Transforms.select(editor, Editor.start(editor, [0]));
}

/** An id is given when it goes in. */
function emptyParagraph(): never {
  return { type: 'paragraph', children: [{ text: '' }] } as never;
}

/** True where the key has nothing to take away: at the border of a cell, or of a block beside a table. */
function atBorder(editor: Editor, side: 'start' | 'end'): boolean {
  const { selection } = editor;
  if (!selection || Range.isExpanded(selection)) return false;
  const at = selection.anchor;
  const isAt = (path: Path) =>
    side === 'start' ? Editor.isStart(editor, at, path) : Editor.isEnd(editor, at, path);
  const cell = cellAt(editor, at);
  if (cell) return isAt(cellPath(cell.index, cell.row, cell.column));
  const found = blockAt(editor, at);
  if (!found || !isAt([found.index])) return false;
  const beside = found.index + (side === 'start' ? -1 : 1);
  if (blocksOf(editor)[beside]?.type !== 'table') return false;
  // An empty paragraph beside a table goes; otherwise the caret only moves over.
  const point = side === 'start' ? Editor.end(editor, [beside]) : Editor.start(editor, [beside]);
  const isEmpty = found.block.type === 'paragraph' && isBlank(found.block);
  const ref = Editor.pointRef(editor, point);
  if (isEmpty) Transforms.removeNodes(editor, { at: [found.index] });
  const to = ref.unref();
  if (to) Transforms.select(editor, to);
  return true;
}

/** Empties the cells that the selection touches; what is selected outside of the tables is deleted as usual. */
function deleteOverCells(editor: Editor, usual: () => void): void {
  const { selection } = editor;
  if (!selection) return;
  const [start, end] = Range.edges(selection);
  const first = cellAt(editor, start);
  const last = cellAt(editor, end);
  Editor.withoutNormalizing(editor, () => {
    if (first && last && first.index === last.index) {
      clearRectangle(editor);
      Transforms.select(editor, Editor.start(editor, cellPath(first.index, first.row, first.column)));
      return;
    }
    // From behind, so that what is still to do stays where it is.
    const from = first ? first.index + 1 : (start.path[0] ?? 0);
    const to = last ? last.index - 1 : (end.path[0] ?? 0);
    if (last) clearRows(editor, last, 0, last.row);
    if (from <= to) {
      const inner = {
        anchor: first ? Editor.start(editor, [from]) : start,
        focus: last ? endOf(editor, to) : end,
      };
      if (first) {
        deleteStretch(editor, inner);
      } else {
        Transforms.select(editor, inner);
        if (Range.isExpanded(inner)) usual();
      }
    }
    if (first) {
      clearRows(editor, first, first.row, first.table.children.length - 1);
      Transforms.select(editor, Editor.end(editor, cellPath(first.index, first.row, first.column)));
    } else {
      Transforms.collapse(editor, { edge: 'start' });
    }
  });
}

function endOf(editor: Editor, index: number): Point {
  return Editor.end(editor, [index]);
}

function clearRectangle(editor: Editor): void {
  const span = cellsOfSelection(editor);
  if (!span) return;
  for (let row = span.rows[0]; row <= span.rows[1]; row += 1)
    for (let column = span.columns[0]; column <= span.columns[1]; column += 1)
      clearCell(editor, cellPath(span.index, row, column));
}

function clearRows(editor: Editor, place: CellPlace, from: number, to: number): void {
  for (let row = from; row <= to; row += 1)
    for (let column = 0; column < widthOf(place.table); column += 1)
      clearCell(editor, cellPath(place.index, row, column));
}
