import { Editor, Node, Path, Range, Text, Transforms, type NodeEntry } from 'slate';

import { isInlineVoid } from '../../shared/document/guards.ts';
import type { Format, FormatMarks } from '../../shared/document/types.ts';
import { asOneStep } from './with-history-steps.ts';

/** Whether what is selected is bold, is a superscript; at a caret, what is typed there next. */
export type FormatState = Readonly<Record<Format, boolean>>;

export const NO_FORMATS: FormatState = { bold: false, sup: false };

export function formatState(editor: Editor): FormatState {
  const { selection } = editor;
  if (!selection) return NO_FORMATS;
  const marks = Range.isCollapsed(selection)
    ? [marksAtCaret(editor)]
    : nodesIn(editor, selection).map(([node]) => node as FormatMarks);
  const has = (format: Format): boolean => marks.length > 0 && marks.every((one) => one[format] === true);
  return { bold: has('bold'), sup: has('sup') };
}

function marksAtCaret(editor: Editor): FormatMarks {
  if (editor.marks) return editor.marks;
  const leaf = editor.selection && Node.getIf(editor, editor.selection.anchor.path);
  return (leaf ?? {}) as FormatMarks;
}

/**
 * Gives what is selected this format, or takes it off where all of it has it, as one step. At a caret it holds for what
 * is typed there next.
 */
export function toggleFormat(editor: Editor, format: Format): void {
  const { selection } = editor;
  if (!selection) return;
  const on = !formatState(editor)[format];
  if (Range.isCollapsed(selection)) {
    const leaf = marksAtCaret(editor) as Record<string, unknown>;
    const { text: _text, ...marks } = leaf;
    if (on) marks[format] = true;
    else delete marks[format];
    editor.marks = marks as never;
    editor.onChange();
    return;
  }
  asOneStep(editor, () => {
    const caret = Editor.rangeRef(editor, selection, { affinity: 'inward' });
    Editor.withoutNormalizing(editor, () => {
      // Cut at both ends first, so that whole nodes take the mark.
      for (const edge of [Range.end(selection), Range.start(selection)])
        Transforms.splitNodes(editor, { at: edge, match: Text.isText });
      for (const [, path] of nodesIn(editor, caret.current ?? selection)) {
        if (on) Transforms.setNodes(editor, { [format]: true }, { at: path, voids: true });
        else Transforms.unsetNodes(editor, format, { at: path, voids: true });
      }
    });
    const back = caret.unref();
    if (back) Transforms.select(editor, back);
  });
}

/** The texts with words and the voids that the range holds. */
function nodesIn(editor: Editor, range: Range): NodeEntry[] {
  const found: NodeEntry[] = [];
  const [start, end] = Range.edges(range);
  for (const [node, path] of Editor.nodes(editor, { at: range, mode: 'all', voids: false })) {
    if (isInlineVoid(node)) found.push([node, path]);
    else if (Text.isText(node) && !isInlineVoid(Node.parent(editor, path))) {
      const from = Path.equals(path, start.path) ? start.offset : 0;
      const to = Path.equals(path, end.path) ? end.offset : node.text.length;
      if (from < to) found.push([node, path]);
    }
  }
  return found;
}
