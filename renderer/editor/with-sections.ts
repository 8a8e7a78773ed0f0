import { Editor, Point, Range, Transforms } from 'slate';
import { HistoryEditor } from 'slate-history';

import { headingWords, type RequiredSlots } from '../../shared/document/section-moves.ts';
import type { Block } from '../../shared/document/types.ts';
import { isBlank } from './live-view.ts';
import { blockAt, blocksOf, deleteStretch, withoutHangingEnd } from './places.ts';

/** What the template asks of the sections. The same object for the editor's whole life. */
export type SectionRules = {
  required: RequiredSlots;
  /** Tells the writer why something was not done. */
  refuse: (why: string) => void;
};

/**
 * Keeps the required headings: neither a selection, nor Backspace or Delete at a border, nor another block type takes
 * one away. A selection over one deletes everything else of it. Undo goes back to whatever was there before.
 */
export function withSections<T extends HistoryEditor>(editor: T, rules: SectionRules): T {
  const { apply, deleteFragment, deleteBackward, deleteForward, insertText } = editor;

  editor.apply = (op) => {
    if (op.type === 'set_node' && HistoryEditor.isSaving(editor) !== false && op.path.length === 1) {
      const block = blocksOf(editor)[op.path[0] ?? 0];
      const next = op.newProperties as Partial<Block> & { level?: number };
      const changes =
        (next.type !== undefined && next.type !== 'heading') ||
        ('level' in next && block?.type === 'heading' && next.level !== block.level);
      if (block && changes && isOnly(editor, block, rules)) {
        rules.refuse(`“${headingWords(block)}”是必写的一节，标题级别由模板规定，不能改。`);
        return;
      }
    }
    apply(op);
  };

  editor.deleteFragment = (options) => {
    // The title stays, and a selection that ends before a heading's first word does not touch it.
    if (editor.selection && blockAt(editor, Range.start(editor.selection))?.block.type === 'title')
      withoutHangingEnd(editor);
    const { selection } = editor;
    const kept = selection ? requiredIn(editor, selection, rules) : [];
    if (kept.length === 0) {
      const first = selection && blockAt(editor, Range.start(selection))?.block;
      const many = selection && selection.anchor.path[0] !== selection.focus.path[0];
      deleteFragment(options);
      const left = blockAt(editor, editor.selection?.anchor ?? null);
      if (first && many && left && !isOnly(editor, left.block, rules)) settleBlank(editor, left.index, first);
      return;
    }
    const words = kept.map((at) => `“${headingWords(blocksOf(editor)[at]!)}”`).join('、');
    const before = editor.children;
    deleteAround(editor, kept);
    rules.refuse(
      editor.children === before
        ? `${words}是必写的标题，不能删除。`
        : `${words}是必写的标题，留下了；其余选中的内容已删除。`,
    );
  };

  editor.insertText = (text, options) => {
    if (!options?.at) withoutHangingEnd(editor);
    const { selection } = editor;
    // Not by Slate's own way to type over words: it knows nothing of all this.
    if (selection && selection.anchor.path[0] !== selection.focus.path[0] && !options?.at)
      editor.deleteFragment();
    insertText(text, options);
  };

  editor.deleteBackward = (unit) => {
    const block = mergedAtCaret(editor, 'start');
    if (block && isOnly(editor, block, rules)) {
      rules.refuse(`“${headingWords(block)}”是必写的一节，标题不能并到上一段里。`);
      return;
    }
    deleteBackward(unit);
  };

  editor.deleteForward = (unit) => {
    const block = mergedAtCaret(editor, 'end');
    if (block && isOnly(editor, block, rules)) {
      rules.refuse(`“${headingWords(block)}”是必写的一节，标题不能并到这一段里。`);
      return;
    }
    deleteForward(unit);
  };

  return editor;
}

function isRequired(block: Block, rules: SectionRules): boolean {
  return block.type === 'heading' && block.slot !== undefined && rules.required.has(block.slot);
}

/** Required, and no other heading fills its slot. */
function isOnly(editor: Editor, block: Block, rules: SectionRules): boolean {
  if (!isRequired(block, rules)) return false;
  const { slot } = block as { slot?: string };
  return !blocksOf(editor).some(
    (other) => other !== block && other.type === 'heading' && other.slot === slot,
  );
}

/** The heading that Backspace at its start, or Delete right before it, would join to another block's text. */
function mergedAtCaret(editor: Editor, edge: 'start' | 'end'): Block | null {
  const { selection } = editor;
  if (!selection || Range.isExpanded(selection)) return null;
  const { anchor } = selection;
  const index = anchor.path[0] ?? 0;
  const heading = edge === 'start' ? index : index + 1;
  const before = blocksOf(editor)[heading - 1];
  const block = blocksOf(editor)[heading];
  if (!block || !before) return null;
  const atEdge =
    edge === 'start' ? Editor.isStart(editor, anchor, [index]) : Editor.isEnd(editor, anchor, [index]);
  if (!atEdge) return null;
  // An empty block before it is what goes then, not the heading.
  return Editor.isEmpty(editor, editor.children[heading - 1] as never) ? null : block;
}

/** Indexes of the required headings that deleting the range would take away. */
export function requiredIn(editor: Editor, range: Range, rules: SectionRules): number[] {
  const [start, end] = Range.edges(range);
  const [from = 0, to = 0] = [start.path[0], end.path[0]];
  if (from === to) return [];
  const kept: number[] = [];
  for (let at = from; at <= to; at += 1) {
    const block = blocksOf(editor)[at];
    if (!block || !isRequired(block, rules)) continue;
    // The first block of a selection stays and takes in what is left of the last: the heading lives on, unless all
    // of its words are selected.
    if (at === from && !Editor.isStart(editor, start, [at])) continue;
    // A selection that ends right before its first word doesn't touch it.
    if (
      at === to &&
      Editor.isStart(editor, end, [at]) &&
      Editor.isEmpty(editor, editor.children[at - 1] as never)
    )
      continue;
    if (othersFill(editor, block, from, to)) continue;
    kept.push(at);
  }
  return kept;
}

function othersFill(editor: Editor, block: Block, from: number, to: number): boolean {
  const { slot } = block as { slot?: string };
  return blocksOf(editor).some(
    (other, at) => (at < from || at > to) && other.type === 'heading' && other.slot === slot,
  );
}

/** Deletes the selection but for the blocks at `kept`, from behind, so that the places before stay good. */
function deleteAround(editor: Editor, kept: readonly number[]): void {
  const { selection } = editor;
  if (!selection) return;
  const [start, end] = Range.edges(selection);
  Editor.withoutNormalizing(editor, () => {
    const pieces: { anchor: Point; focus: Point }[] = [];
    let from = start;
    for (const at of [...kept, null]) {
      const stop = at === null ? end : Editor.before(editor, Editor.start(editor, [at]));
      if (stop && Point.isBefore(from, stop)) pieces.push({ anchor: from, focus: stop });
      if (at !== null) {
        const next = Editor.after(editor, Editor.end(editor, [at]));
        // The last heading may be selected only in part: what of it is selected stays as well.
        from = next && Point.isBefore(next, end) ? next : end;
      }
    }
    for (const piece of pieces.reverse()) deletePiece(editor, piece);
    Transforms.collapse(editor, { edge: 'start' });
  });
}

/** Deletes what stands between two headings, or a part of it. Tables in it go as a whole: none is selected in part. */
function deletePiece(editor: Editor, { anchor, focus }: { anchor: Point; focus: Point }): void {
  const [from = 0, to = 0] = [anchor.path[0], focus.path[0]];
  const first = blocksOf(editor)[from];
  if (from === to && first?.type !== 'table') {
    Transforms.delete(editor, { at: { anchor, focus } });
    return;
  }
  const goes = (at: number): boolean => (at > from && at < to) || blocksOf(editor)[at]?.type === 'table';
  const [ownStart, ownEnd] = [!goes(from), !goes(to)];
  for (let at = to; at >= from; at -= 1) if (goes(at)) Transforms.removeNodes(editor, { at: [at] });
  if (!first || (!ownStart && !ownEnd)) return;
  const last = ownStart && ownEnd ? from + 1 : from;
  deleteStretch(editor, {
    anchor: ownStart ? anchor : Editor.start(editor, [from]),
    focus: ownEnd
      ? { path: [last, ...focus.path.slice(1)], offset: focus.offset }
      : Editor.end(editor, [from]),
  });
  settleBlank(editor, from, first);
}

/**
 * What is left when whole blocks were selected is an empty one, in the form of whichever the deletion spared. The title
 * stays the title; anything else is text to be written, unless it was the same all over.
 */
function settleBlank(editor: Editor, index: number, first: Block): void {
  const block = blocksOf(editor)[index];
  if (!block || block.type === 'table' || block.type === 'title' || !isBlank(block)) return;
  if (first.type === 'title') {
    Transforms.setNodes(editor, { type: 'title' } as object, { at: [index] });
    return;
  }
  if (first.type !== 'heading' && first.type === block.type && roleOf(first) === roleOf(block)) return;
  if (block.type !== 'paragraph')
    Transforms.setNodes(editor, { type: 'paragraph' } as object, { at: [index] });
  if ('role' in block) Transforms.unsetNodes(editor, 'role', { at: [index] });
}

const roleOf = (block: Block): string => ('role' in block && block.role) || 'body';
