import { Editor, Range, Transforms } from 'slate';

import type { ReportSession } from './session.ts';
import { requiredIn } from './with-sections.ts';
import { asOneStep } from './with-history-steps.ts';
import { focusPage } from './focus-page.ts';

/**
 * Takes in what was dropped on the page at this place: selected words of the page are moved, or copied while Ctrl is
 * held; what comes from elsewhere is pasted. One step. Words with a required heading among them stay where they are.
 * @param dragged what was selected when the drag began on this page; null for what comes from elsewhere
 */
export function dropOnPage(
  session: ReportSession,
  { dataTransfer, ctrlKey, altKey }: DragEvent,
  target: Range,
  dragged: Range | null,
): void {
  const { editor } = session;
  if (!dataTransfer || session.locked) return;
  const moves = dragged !== null && !ctrlKey && !altKey;
  if (dragged && Range.includes(dragged, target.anchor)) return;
  if (moves && requiredIn(editor, dragged, session.rules).length > 0) {
    session.rules.refuse('选中的内容里有必写的标题，不能拖走。整节移动请在提纲里拖。');
    return;
  }
  asOneStep(editor, () => {
    const place = Editor.pointRef(editor, target.anchor);
    if (moves) {
      Transforms.select(editor, dragged);
      editor.deleteFragment();
    }
    const at = place.unref();
    if (at) Transforms.select(editor, at);
    session.clipboard.paste(dataTransfer);
  });
  focusPage(editor);
}
