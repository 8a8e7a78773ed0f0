import { Editor, Node, Path, Range, Text, Transforms, type Point } from 'slate';

import { inlinesOf, isInlineVoid, isOrdinal, isTextBlock } from '../../shared/document/guards.ts';
import { padInlines } from '../../shared/document/make.ts';
import { ordinalLabels } from '../../shared/document/ordinals.ts';
import type { Block, Inline, TextBlock } from '../../shared/document/types.ts';
import { withWordsMarked } from '../../shared/document/with-secrecy.ts';
import { isBlank } from './live-view.ts';
import { blockAt, blocksOf, pointAfter, withoutHangingEnd } from './places.ts';
import { cellAt, fillCells } from './table-cells.ts';
import { asOneStep } from './with-history-steps.ts';

/**
 * Puts blocks in at the caret, in place of what is selected, as one step: a single paragraph goes into the line; the
 * first of several joins what stands before the caret and the last what stands behind it, where both are paragraphs.
 * In a table's cell a table fills the cells from there on, and anything else becomes the text of the cell.
 */
export function insertBlocks(editor: Editor, blocks: readonly Block[]): void {
  if (blocks.length === 0 || !editor.selection) return;
  asOneStep(editor, () => {
    withoutHangingEnd(editor);
    if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment();
    const at = editor.selection?.anchor;
    if (!at) return;
    const cell = cellAt(editor, at);
    Editor.withoutNormalizing(editor, () => {
      const [only] = blocks;
      if (cell && blocks.length === 1 && only?.type === 'table')
        fillCells(editor, cell, withWordsMarked(only));
      else if (cell) insertInlines(editor, asCellText(blocks));
      else insertAmong(editor, at, blocks);
    });
  });
}

/** The words of blocks as one line: a cell has no paragraphs and no items of its own. */
function asCellText(blocks: readonly Block[]): Inline[] {
  const labels = ordinalLabels(blocks);
  const nodes: Inline[] = [];
  for (const block of blocks) {
    if (nodes.length > 0) nodes.push({ text: ' ' });
    for (const node of inlinesOf(withWordsMarked(block)))
      nodes.push(isOrdinal(node) ? { text: labels.get(node) ?? '' } : node);
  }
  return padInlines(nodes);
}

function insertInlines(editor: Editor, nodes: readonly Inline[]): void {
  const kept = nodes.filter((node) => 'type' in node || node.text !== '');
  if (kept.length === 0) return;
  if (kept.every((node) => Text.isText(node) && Object.keys(node).length === 1)) {
    // Into the text that is there, with its own marks.
    for (const node of kept) editor.insertText((node as { text: string }).text);
    return;
  }
  Transforms.insertNodes(editor, kept, { select: true });
  const at = editor.selection?.anchor.path.slice(0, -1);
  const last = at && Node.getIf(editor, at);
  if (!at || !isInlineVoid(last)) return;
  // Behind a void that came last, not in it.
  if (!Node.has(editor, Path.next(at))) Transforms.insertNodes(editor, { text: '' }, { at: Path.next(at) });
  Transforms.select(editor, pointAfter(at));
}

function insertAmong(editor: Editor, at: Point, blocks: readonly Block[]): void {
  const found = blockAt(editor, at);
  if (!found || !isTextBlock(found.block)) return;
  const { block, index } = found;
  const [first, ...rest] = blocks;
  if (!first) return;
  if (isBlank(block) && block.type === 'paragraph') {
    replaceBlank(editor, index, blocks);
    return;
  }
  const joinsFirst = joins(block, first);
  if (rest.length === 0 && joinsFirst && isTextBlock(first)) {
    insertInlines(editor, withWordsMarked(first).children);
    return;
  }
  // What stands behind the caret goes on behind what is put in.
  Transforms.splitNodes(editor, { at, always: true });
  const behind = index + 1;
  const middle = joinsFirst ? rest : [...blocks];
  if (joinsFirst && isTextBlock(first)) appendInlines(editor, index, withWordsMarked(first).children);
  const isEmptyBefore = !joinsFirst && isBlankAt(editor, index) && block.type === 'paragraph';
  if (middle.length > 0) Transforms.insertNodes(editor, middle, { at: [behind] });
  const last = behind + middle.length;
  const end = Editor.end(editor, [last - 1]);
  Transforms.select(editor, end);
  settleRest(editor, block, last);
  if (isEmptyBefore) Transforms.removeNodes(editor, { at: [index] });
}

/** The half that was split off: joined to the paragraph before it, or a block of its own, or gone where it is empty. */
function settleRest(editor: Editor, split: TextBlock, last: number): void {
  const before = blocksOf(editor)[last - 1];
  if (isBlankAt(editor, last)) {
    Transforms.removeNodes(editor, { at: [last] });
    return;
  }
  const caret = editor.selection
    ? Editor.pointRef(editor, editor.selection.anchor, { affinity: 'backward' })
    : null;
  if (before && before.type === 'paragraph' && split.type === 'paragraph') {
    Transforms.mergeNodes(editor, { at: [last] });
  } else if (split.type !== 'paragraph') {
    // The rest of a heading or title, cut off by what came in between, is text.
    Transforms.setNodes(editor, { type: 'paragraph' } as object, { at: [last] });
  }
  const point = caret?.unref();
  if (point) Transforms.select(editor, point);
}

/** A paragraph goes on in the line of any block; a heading or title only fills an empty one. */
function joins(block: TextBlock, first: Block): boolean {
  if (!isTextBlock(first)) return false;
  if (isBlank(block)) return true;
  return first.type === 'paragraph' && (first.role ?? 'body') === 'body';
}

function replaceBlank(editor: Editor, index: number, blocks: readonly Block[]): void {
  const old = blocksOf(editor)[index];
  const [first, ...rest] = blocks;
  if (!old || !first) return;
  if (blocks.length === 1 && first.type === 'paragraph' && old.type === 'paragraph' && !first.role) {
    // The paragraph stays what it is, in its role and place.
    insertInlines(editor, withWordsMarked(first).children);
    return;
  }
  Transforms.insertNodes(editor, [first, ...rest] as never, { at: [index + 1] });
  Transforms.removeNodes(editor, { at: [index] });
  Transforms.select(editor, Editor.end(editor, [index + rest.length]));
}

function appendInlines(editor: Editor, index: number, nodes: readonly Inline[]): void {
  const { children } = blocksOf(editor)[index] as TextBlock;
  Transforms.insertNodes(editor, nodes as never, { at: [index, children.length] });
}

function isBlankAt(editor: Editor, index: number): boolean {
  const block = blocksOf(editor)[index];
  return block !== undefined && isTextBlock(block) && isBlank(block);
}
