import type { Editor } from 'slate';
import { ReactEditor } from 'slate-react';

import { blocksOf } from './places.ts';

/** The element of a block of the page; null while it is not drawn. */
export function elementOf(editor: ReactEditor & Editor, index: number): HTMLElement | null {
  const block = blocksOf(editor)[index];
  return block ? elementOfNode(editor, block) : null;
}

/** The element of a node of the page: a block, a cell, a text; null while it is not drawn. */
export function elementOfNode(editor: ReactEditor & Editor, node: unknown): HTMLElement | null {
  try {
    return ReactEditor.toDOMNode(editor, node as never);
  } catch {
    return null;
  }
}
