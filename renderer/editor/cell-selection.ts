import type { Editor } from 'slate';
import type { ReactEditor } from 'slate-react';

import { elementOf } from './node-element.ts';
import { selectedCells } from './table-cells.ts';

/**
 * Shows which cells are selected. A browser marks the words from one cell to the other, through the cells between as the
 * text has them; what is copied, emptied and removed is the rectangle. Answers with how to end.
 */
export function showCellSelection(
  editor: ReactEditor & Editor,
  subscribe: (listener: () => void) => () => void,
): () => void {
  let shown: Element[] = [];
  const clear = () => {
    for (const element of shown) element.removeAttribute('data-picked');
    shown = [];
  };
  const off = subscribe(() => {
    const spans = selectedCells(editor);
    if (spans.length === 0 && shown.length === 0) return;
    clear();
    for (const { index, rows, columns } of spans) {
      const table = elementOf(editor, index);
      if (!table) continue;
      table.setAttribute('data-picked', '');
      shown.push(table);
      table.querySelectorAll('tr').forEach((row, r) => {
        if (r < rows[0] || r > rows[1]) return;
        for (const cell of Array.from(row.children).slice(columns[0], columns[1] + 1)) {
          cell.setAttribute('data-picked', '');
          shown.push(cell);
        }
      });
    }
  });
  return () => {
    off();
    clear();
  };
}
