import { isFocusFree } from './focus-free.ts';

/**
 * Where the focus is now, with the caret or the selection where it is in a text that is written in: focusing such an
 * element by itself would put the caret at its start. Answers with how to give it back: only where nothing else has it by
 * then, unless it is wanted always.
 */
export function rememberFocus(): (always?: boolean) => void {
  const element = document.activeElement;
  const selection = element instanceof HTMLElement && element.isContentEditable ? getSelection() : null;
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = selection ?? {};
  return (always = false) => {
    if (!always && !isFocusFree()) return;
    if (!(element instanceof HTMLElement) || !element.isConnected) return;
    element.focus({ preventScroll: true });
    if (!anchorNode?.isConnected || !focusNode?.isConnected) return;
    try {
      getSelection()?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    } catch {
      // The text has become shorter meanwhile: the editor knows where its caret is.
    }
  };
}
