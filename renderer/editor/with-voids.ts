import { Editor, Range, Transforms, type Element } from 'slate';

import { isInlineVoid } from '../../shared/document/guards.ts';
import { voidAfter, voidBefore } from './places.ts';

/**
 * Ordinals and fields under the caret: never entered, taken out whole by one Backspace or Delete. Taking out an
 * ordinal joins its item to the one before.
 */
export function withVoids<T extends Editor>(editor: T): T {
  const { isSelectable, deleteBackward, deleteForward } = editor;

  editor.isSelectable = (element: Element) => !isInlineVoid(element) && isSelectable(element);

  editor.deleteBackward = (unit) => {
    const { selection } = editor;
    const found = selection && Range.isCollapsed(selection) ? voidBefore(editor, selection.anchor) : null;
    if (found) Transforms.removeNodes(editor, { at: found[1], voids: true });
    else deleteBackward(unit);
  };

  editor.deleteForward = (unit) => {
    const { selection } = editor;
    const found = selection && Range.isCollapsed(selection) ? voidAfter(editor, selection.anchor) : null;
    if (found) Transforms.removeNodes(editor, { at: found[1], voids: true });
    else deleteForward(unit);
  };

  return editor;
}
