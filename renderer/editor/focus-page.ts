import { flushSync } from 'react-dom';
import { ReactEditor } from 'slate-react';

import { focusSoon } from '../ui/focus-free.ts';

/**
 * Gives the keys to the page, before the next one comes. slate-react's own waits ten milliseconds while a change has
 * still to be drawn, and a key pressed within them goes nowhere.
 */
export function focusPage(editor: ReactEditor): void {
  if (editor.operations.length === 0) focusDrawn(editor);
  // Slate tells of its changes in a microtask that is queued already; this one comes right behind it.
  else
    queueMicrotask(() => {
      // What was just told is drawn at once, the caret's new place with it.
      flushSync(() => {});
      focusDrawn(editor);
    });
}

function focusDrawn(editor: ReactEditor): void {
  try {
    ReactEditor.focus(editor);
  } catch {
    // The caret's place is not drawn: of a change that no key and no click made, React draws a little later. Where
    // another view is shown it is not drawn at all, and the caret is there when the page comes back.
    focusSoon(() => {
      try {
        ReactEditor.focus(editor);
      } catch {
        // Another view, then.
      }
    });
  }
}
