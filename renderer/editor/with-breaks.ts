import { Editor, Node, Range, Transforms, type PathRef, type Point } from 'slate';

import { isOrdinal } from '../../shared/document/guards.ts';
import { makeOrdinal } from '../../shared/document/make.ts';
import type { Block, OrdinalScheme, ParagraphBlock } from '../../shared/document/types.ts';
import { isBlank } from './live-view.ts';
import { blockAt, blocksOf, itemAt, pointAfter, type ItemPlace } from './places.ts';

/**
 * Enter, as this kind of text wants it: inside an item it begins the next one, in an empty item it ends the run,
 * behind a heading or the title it begins a paragraph. Shift+Enter always begins a paragraph.
 */
export function withBreaks<T extends Editor>(editor: T): T {
  editor.insertBreak = () => {
    const { selection } = editor;
    if (!selection) return;
    let begun: PathRef | null = null;
    Editor.withoutNormalizing(editor, () => {
      if (Range.isExpanded(selection)) editor.deleteFragment();
      const at = editor.selection?.anchor;
      if (!at) return;
      const item = itemAt(editor, at);
      if (item) begun = breakItem(editor, at, item);
      else breakBlock(editor, at);
    });
    selectBehind(editor, begun);
  };

  editor.insertSoftBreak = () => {
    Editor.withoutNormalizing(editor, () => {
      if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment();
      if (editor.selection) breakBlock(editor, editor.selection.anchor);
    });
  };

  return editor;
}

function breakItem(editor: Editor, at: Point, item: ItemPlace): PathRef | null {
  if (item.isEmpty) {
    Transforms.removeNodes(editor, { at: item.path, voids: true });
    const found = blockAt(editor, editor.selection?.anchor ?? at);
    // A paragraph that held nothing but the ordinal is the new paragraph already.
    if (found && !isBlank(found.block)) splitBlock(editor);
    return null;
  }
  if (isOneAParagraph(editor, at.path[0] ?? 0)) splitBlock(editor);
  return insertOrdinal(editor, item.ordinal.scheme);
}

/** Puts an ordinal at the caret. Select behind it (`selectBehind`) when the document is in order again. */
export function insertOrdinal(editor: Editor, scheme: OrdinalScheme): PathRef | null {
  Transforms.insertNodes(editor, makeOrdinal(scheme), { select: true });
  const inside = editor.selection?.anchor.path;
  return inside ? Editor.pathRef(editor, inside.slice(0, -1)) : null;
}

/** Puts the caret behind a void that was put in: into the text that the document always has there. */
export function selectBehind(editor: Editor, ref: PathRef | null): void {
  const path = ref?.unref();
  if (path) Transforms.select(editor, pointAfter(path));
}

/** Items take a paragraph each where this paragraph is one item from its start and a neighbour is too. */
function isOneAParagraph(editor: Editor, index: number): boolean {
  const blocks = blocksOf(editor);
  return isSingleItem(blocks[index]) && (isSingleItem(blocks[index - 1]) || isSingleItem(blocks[index + 1]));
}

function isSingleItem(block: Block | undefined): boolean {
  if (block?.type !== 'paragraph') return false;
  const [first, second] = (block satisfies ParagraphBlock).children;
  const starts = first !== undefined && 'text' in first && first.text.trim() === '' && isOrdinal(second);
  return starts && block.children.filter((node) => isOrdinal(node)).length === 1;
}

function breakBlock(editor: Editor, at: Point): void {
  const found = blockAt(editor, at);
  if (!found) return;
  const { block, index } = found;
  if (block.type === 'table') return;
  if (block.type === 'paragraph') {
    splitBlock(editor);
    return;
  }
  if (
    block.type === 'heading' &&
    Editor.isStart(editor, at, [index]) &&
    Node.string(editor.children[index]!) !== ''
  ) {
    // Before the heading: what is written there belongs to the section above.
    Transforms.insertNodes(editor, paragraph(), { at: [index] });
    return;
  }
  splitBlock(editor);
  Transforms.setNodes(editor, { type: 'paragraph' } as object, { at: [index + 1] });
}

function splitBlock(editor: Editor): void {
  Transforms.splitNodes(editor, { always: true });
  const index = editor.selection?.anchor.path[0];
  // What was written now was not carried over from last year.
  if (index !== undefined)
    Transforms.unsetNodes(editor, ['carried', 'pIns', 'pDel'] as never, { at: [index] });
}

/** An id is given when it goes in. */
function paragraph(): never {
  return { type: 'paragraph', children: [{ text: '' }] } as never;
}
