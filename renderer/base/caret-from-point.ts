/** The place in the text at a pixel of the window, by whichever of the two ways the browser has (Chromium 128, or before). */
export function caretFromPoint(x: number, y: number): [Node, number] | null {
  if ('caretPositionFromPoint' in document) {
    const found = document.caretPositionFromPoint(x, y);
    return found && [found.offsetNode, found.offset];
  }
  const older = document as Document & { caretRangeFromPoint(x: number, y: number): Range | null };
  const range = older.caretRangeFromPoint(x, y);
  return range && [range.startContainer, range.startOffset];
}
