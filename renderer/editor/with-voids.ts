import { Editor, Node, Path, Range, Transforms, type Element, type Point } from 'slate';

import { isInlineVoid, isOrdinal } from '../../shared/document/guards.ts';
import { joinAtOrdinal } from './items.ts';
import { startsWithOrdinal } from './item-places.ts';
import { blocksOf, pointAfter, voidAfter, voidBefore } from './places.ts';

/**
 * Ordinals and fields under the caret: never entered, taken out whole by one Backspace or Delete. Taking out an
 * ordinal joins its item to the one before.
 */
export function withVoids<T extends Editor>(editor: T): T {
  const { isSelectable, deleteBackward, deleteForward, insertText } = editor;

  editor.isSelectable = (element: Element) => !isInlineVoid(element) && isSelectable(element);

  editor.deleteBackward = (unit) => {
    const { selection } = editor;
    const found = selection && Range.isCollapsed(selection) ? voidBefore(editor, selection.anchor) : null;
    if (!found) {
      deleteBackward(unit);
      return;
    }
    const [node, path] = found;
    const block = blocksOf(editor)[path[0] ?? 0];
    const first = isOrdinal(node) && startsWithOrdinal(block) && path[1] === 1;
    if (!first || !joinAtOrdinal(editor, path[0] ?? 0))
      Transforms.removeNodes(editor, { at: path, voids: true });
  };

  editor.deleteForward = (unit) => {
    const { selection } = editor;
    const at = selection && Range.isCollapsed(selection) ? selection.anchor : null;
    const found = at && voidAfter(editor, at);
    if (found) Transforms.removeNodes(editor, { at: found[1], voids: true });
    else if (!at || !isBlockEnd(editor, at) || !joinAtOrdinal(editor, (at.path[0] ?? 0) + 1))
      deleteForward(unit);
  };

  editor.insertText = (text, options) => {
    leaveVoid(editor);
    insertText(text, options);
  };

  return editor;
}

function isBlockEnd(editor: Editor, at: Point): boolean {
  return Editor.isEnd(editor, at, at.path.slice(0, 1));
}

/** A caret that came to stand inside an ordinal or a field goes behind it: nothing can be typed in there. */
export function leaveVoid(editor: Editor): void {
  const { selection } = editor;
  if (!selection || !Range.isCollapsed(selection)) return;
  const path = Path.parent(selection.anchor.path);
  const node = Node.getIf(editor, path);
  if (node && isInlineVoid(node)) Transforms.select(editor, pointAfter(path));
}
