import { Range } from 'slate';
import type { ReactEditor } from 'slate-react';

import { scrollerOf } from './highlight-dom.ts';

/** Pixels that stay free above and below the caret. */
const MARGIN = 4;

/**
 * Brings the moving end of the selection into view, by as little as is needed. With every key: so it asks for two boxes,
 * where a general helper would ask for the style of everything that the page stands in.
 */
export function scrollCaretIntoView(editor: ReactEditor, range: globalThis.Range): void {
  const caret = range.cloneRange();
  caret.collapse(editor.selection !== null && Range.isBackward(editor.selection));
  const leaf = caret.startContainer.parentElement;
  const scroller = leaf && scrollerOf(leaf);
  if (!leaf || !scroller) return;
  let box = caret.getBoundingClientRect();
  // A caret in an empty text has no box of its own.
  if (box.height === 0) box = leaf.getBoundingClientRect();
  if (box.height === 0) return;
  const view = scroller.getBoundingClientRect();
  const bottom = Math.min(view.top + scroller.clientTop + scroller.clientHeight, topOfMessages(box));
  const right = view.left + scroller.clientLeft + scroller.clientWidth;
  if (box.top < view.top + MARGIN) scroller.scrollTop -= view.top + MARGIN - box.top;
  else if (box.bottom > bottom - MARGIN) scroller.scrollTop += box.bottom - bottom + MARGIN;
  if (box.left < view.left + MARGIN) scroller.scrollLeft -= view.left + MARGIN - box.left;
  else if (box.right > right - MARGIN) scroller.scrollLeft += box.right - right + MARGIN;
}

/** Where messages begin that lie over the foot of the page, in the caret's column. */
function topOfMessages(caret: DOMRect): number {
  const boxes = Array.from(document.getElementsByClassName('ui-toast'), (one) => one.getBoundingClientRect());
  const over = boxes.filter(({ left, right }) => left <= caret.right && caret.left <= right);
  return Math.min(...over.map(({ top }) => top));
}
