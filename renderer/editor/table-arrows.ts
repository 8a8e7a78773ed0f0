import { Editor, Path, Transforms, type Point } from 'slate';
import { ReactEditor } from 'slate-react';

import type { TableBlock } from '../../shared/document/types.ts';
import { elementOfNode } from './node-element.ts';
import { blocksOf } from './places.ts';
import { behindCell, cellAt, cellPath, ownerOf, widthOf } from './table-cells.ts';
import { goBefore, goBehind } from './with-tables.ts';
import { caretFromPoint } from '../base/caret-from-point.ts';

/**
 * Up (−1) and down (1) in a table: to the cell above or below, out of it from the first and last row, and into one
 * beside the caret's paragraph. A browser goes to the neighbouring cell instead, as the text has them. Null where the
 * caret only moves within its cell or its text.
 * @param extend Shift is held: the selection grows over the cells
 */
export function moveAcrossRows(editor: ReactEditor, step: 1 | -1, extend: boolean): (() => void) | null {
  const { selection } = editor;
  const index = selection?.focus.path[0];
  if (!selection || index === undefined) return null;
  const place = cellAt(editor, selection.focus);
  const beside = blocksOf(editor)[index + step];
  // In a text far from any table there is nothing to measure.
  if (!place && (extend || beside?.type !== 'table')) return null;
  const caret = boxAt(editor, selection.focus);
  const here = place ? cellPath(index, place.row, place.column) : [index];
  if (caret && !isAtEdge(editor, here, caret, step)) return null;
  const row = place ? (step === 1 ? behindCell(place).row : place.row - 1) : -1;
  if (place && row >= 0 && row < place.table.children.length) {
    const column = Math.min(place.column, widthOf(place.table) - 1);
    const path = cellPath(index, ...ownerOf(place.table, row, column));
    return () => goTo(editor, pointIn(editor, path, caret, step), extend);
  }
  // A selection that leaves the table does as it does in the text.
  if (extend) return null;
  if (!beside) return () => (step === 1 ? goBehind(editor, index) : goBefore(editor, index));
  const path =
    beside.type === 'table' ? cellUnder(editor, index + step, beside, caret, step) : [index + step];
  return () => goTo(editor, pointIn(editor, path, caret, step), false);
}

/** The cell of a table's first row, or of its last, that the caret stands over. */
function cellUnder(
  editor: ReactEditor,
  index: number,
  table: TableBlock,
  caret: DOMRect | null,
  step: 1 | -1,
): Path {
  const row = step === 1 ? 0 : table.children.length - 1;
  const owners = (table.children[row]?.children ?? []).map((_, column) => ownerOf(table, row, column));
  const under = owners.find(([r, c]) => {
    const box = elementOfNode(editor, table.children[r]?.children[c])?.getBoundingClientRect();
    return caret !== null && box !== undefined && caret.left < box.right;
  });
  return cellPath(index, ...(under ?? owners[0] ?? ([row, 0] as const)));
}

function goTo(editor: ReactEditor, point: Point, extend: boolean): void {
  if (extend) Transforms.setPoint(editor, point, { edge: 'focus' });
  else Transforms.select(editor, point);
}

/** Where the caret is drawn; null where that can't be told. */
function boxAt(editor: ReactEditor, point: Point): DOMRect | null {
  try {
    const range = ReactEditor.toDOMRange(editor, { anchor: point, focus: point });
    const box = range.getBoundingClientRect();
    // A caret in an empty text has no box of its own.
    const shown = box.height > 0 ? box : range.startContainer.parentElement?.getBoundingClientRect();
    return shown && shown.height > 0 ? shown : null;
  } catch {
    return null;
  }
}

/** The boxes of the words in a cell or paragraph. */
function linesOf(editor: ReactEditor, path: Path): DOMRect[] {
  const element = elementOfNode(editor, Editor.node(editor, path)[0]);
  if (!element) return [];
  const range = document.createRange();
  range.selectNodeContents(element);
  return Array.from(range.getClientRects()).filter(({ height }) => height > 0);
}

/** In the first line of the cell, or in the last one. */
function isAtEdge(editor: ReactEditor, cell: Path, caret: DOMRect, step: 1 | -1): boolean {
  const half = caret.height / 2;
  return linesOf(editor, cell).every((box) =>
    step === 1 ? box.bottom < caret.bottom + half : box.top > caret.top - half,
  );
}

/** The place in the nearest line that lies under the caret; the end of what is there where none does. */
function pointIn(editor: ReactEditor, path: Path, caret: DOMRect | null, step: 1 | -1): Point {
  const lines = linesOf(editor, path);
  const edge =
    step === 1 ? Math.min(...lines.map(({ top }) => top)) : Math.max(...lines.map(({ bottom }) => bottom));
  const line = lines.find((box) => (step === 1 ? box.top === edge : box.bottom === edge));
  const found = caret && line && pointAtPixel(editor, caret.left, line.top + line.height / 2);
  return found && Path.isDescendant(found.path, path) ? found : Editor.end(editor, path);
}

function pointAtPixel(editor: ReactEditor, x: number, y: number): Point | null {
  const at = caretFromPoint(x, y);
  return at && ReactEditor.toSlatePoint(editor, at, { exactMatch: false, suppressThrow: true });
}
