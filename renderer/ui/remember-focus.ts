/**
 * Where the focus is now, with the caret or the selection where it is in a text that is written in: focusing such an
 * element by itself would put the caret at its start. Answers with how to give it back.
 */
export function rememberFocus(): () => void {
  const element = document.activeElement;
  const selection = element instanceof HTMLElement && element.isContentEditable ? getSelection() : null;
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = selection ?? {};
  return () => {
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
