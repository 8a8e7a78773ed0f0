import { Editor, Node, Range, Transforms, type PathRef, type Point } from 'slate';

import { makeOrdinal } from '../../shared/document/make.ts';
import type { OrdinalScheme, ParagraphBlock } from '../../shared/document/types.ts';
import { isOneAParagraph } from './item-places.ts';
import { isBlank } from './live-view.ts';
import { blockAt, blocksOf, itemAt, pointAfter, type ItemPlace } from './places.ts';

const TITLE_STAYS_WHOLE = '文件标题会自动分行、居中，不用按回车断开。要写正文，请在标题末尾按回车。';

/**
 * Enter, as this kind of text wants it: inside an item it begins the next one, in an empty item it ends the run,
 * behind a heading or the title it begins a paragraph. Shift+Enter always begins a paragraph.
 * @param refuse tells the writer why nothing was done
 */
export function withBreaks<T extends Editor>(editor: T, refuse: (why: string) => void = () => undefined): T {
  editor.insertBreak = () => {
    const { selection } = editor;
    if (!selection) return;
    if (cutsTitle(editor, selection)) {
      refuse(TITLE_STAYS_WHOLE);
      return;
    }
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
    if (editor.selection && cutsTitle(editor, editor.selection)) {
      refuse(TITLE_STAYS_WHOLE);
      return;
    }
    Editor.withoutNormalizing(editor, () => {
      if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment();
      if (editor.selection) breakBlock(editor, editor.selection.anchor);
    });
  };

  return editor;
}

/** A title's lines are broken by their sense when it is laid out: cut in two, half of it would be body text. */
function cutsTitle(editor: Editor, selection: Range): boolean {
  const [start, end] = Range.edges(selection);
  const found = blockAt(editor, start);
  if (found?.block.type !== 'title' || end.path[0] !== found.index) return false;
  return !Editor.isEnd(editor, end, [found.index]);
}

function breakItem(editor: Editor, at: Point, item: ItemPlace): PathRef | null {
  if (item.isEmpty) {
    Transforms.removeNodes(editor, { at: item.path, voids: true });
    const found = blockAt(editor, editor.selection?.anchor ?? at);
    // A paragraph that held nothing but the ordinal is the new paragraph already.
    if (found && !isBlank(found.block)) splitBlock(editor);
    return null;
  }
  if (isOneAParagraph(blocksOf(editor), at.path[0] ?? 0)) splitBlock(editor);
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

function breakBlock(editor: Editor, at: Point): void {
  const found = blockAt(editor, at);
  if (!found) return;
  const { block, index } = found;
  const isWritten = Node.string(editor.children[index]!) !== '';
  const atStart = Editor.isStart(editor, at, [index]) && isWritten;
  const atEnd = Editor.isEnd(editor, at, [index]);
  switch (block.type) {
    case 'table':
      return;
    case 'paragraph':
      breakParagraph(editor, block, index, atStart, atEnd);
      return;
    case 'heading':
      // Before the heading: what is written there belongs to the section above.
      if (atStart) insertBefore(editor, index, paragraph());
      else splitInto(editor, index, { type: 'paragraph' });
      return;
    case 'annex':
      // Before its words: the annex would get no title, and its words would be text.
      if (atStart) insertBefore(editor, index, paragraph());
      else splitInto(editor, index, { type: 'paragraph' });
      return;
    case 'title':
      splitInto(editor, index, { type: 'paragraph' });
      return;
    case 'signature': {
      const below = blocksOf(editor)[index + 1];
      if (atStart && block.role === 'unit') insertBefore(editor, index, paragraph());
      else if (block.role === 'unit')
        splitInto(editor, index, { role: atEnd && below?.type !== 'signature' ? 'date' : 'unit' });
      else if (atEnd) splitInto(editor, index, { type: 'paragraph' });
      else splitBlock(editor);
    }
  }
}

/**
 * Behind the addressee, the document number, a caption and a unit line the body begins; behind an attachment stands the next one, until one is
 * left empty.
 */
function breakParagraph(
  editor: Editor,
  block: ParagraphBlock,
  index: number,
  atStart: boolean,
  atEnd: boolean,
): void {
  const role = block.role ?? 'body';
  if (role === 'attachment' && isBlank(block)) {
    Transforms.unsetNodes(editor, 'role', { at: [index] });
    return;
  }
  if (role !== 'body' && role !== 'attachment' && atStart) {
    insertBefore(editor, index, paragraph());
    return;
  }
  splitBlock(editor);
  if (atEnd && (role === 'addressee' || role === 'docnumber' || role === 'caption' || role === 'measure'))
    Transforms.unsetNodes(editor, 'role', { at: [index + 1] });
}

function insertBefore(editor: Editor, index: number, node: never): void {
  Transforms.insertNodes(editor, node, { at: [index] });
}

/** Splits the block at the caret; the second half is this. */
function splitInto(editor: Editor, index: number, what: object): void {
  splitBlock(editor);
  Transforms.setNodes(editor, what, { at: [index + 1] });
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
