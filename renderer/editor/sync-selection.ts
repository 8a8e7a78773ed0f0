import { Editor, Range, Transforms } from 'slate';
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

/**
 * A double click behind the last word of a line selects the break between two blocks and nothing else; the next letter
 * would take its place and join the blocks. What is meant is the end of the line.
 */
export function leaveBreak(editor: ReactEditor & Editor): void {
  syncSelection(editor);
  const { selection } = editor;
  if (!selection || Range.isCollapsed(selection)) return;
  const [start, end] = Range.edges(selection);
  const [from = 0, to = 0] = [start.path[0], end.path[0]];
  if (to === from + 1 && Editor.isEnd(editor, start, [from]) && Editor.isStart(editor, end, [to]))
    Transforms.collapse(editor, { edge: 'start' });
}
