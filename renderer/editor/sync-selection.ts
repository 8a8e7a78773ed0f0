import { Range, Transforms, type Editor } from 'slate';
import { ReactEditor } from 'slate-react';

/**
 * Takes over where the caret stands in the page. The editor follows the caret at its leisure and catches up before any
 * typing, but not before a paste or a command: what was done right after an arrow key would land at the old place.
 */
export function syncSelection(editor: ReactEditor & Editor): void {
  const root = ReactEditor.toDOMNode(editor, editor);
  const shown = root.ownerDocument.getSelection();
  if (!shown?.anchorNode || !root.contains(shown.anchorNode) || !root.contains(shown.focusNode)) return;
  const range = ReactEditor.toSlateRange(editor, shown, { exactMatch: false, suppressThrow: true });
  if (range && !(editor.selection && Range.equals(range, editor.selection))) Transforms.select(editor, range);
}
