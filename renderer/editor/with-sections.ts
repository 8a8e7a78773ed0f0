import { Editor, Path, Point, Range, Transforms } from 'slate';
import { HistoryEditor } from 'slate-history';

import { headingWords, type RequiredSlots } from '../../shared/document/section-moves.ts';
import type { Block } from '../../shared/document/types.ts';
import { blocksOf } from './places.ts';

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
    const kept = editor.selection ? requiredIn(editor, editor.selection, rules) : [];
    if (kept.length === 0) {
      deleteFragment(options);
      return;
    }
    const words = kept.map((at) => headingWords(blocksOf(editor)[at]!));
    deleteAround(editor, kept);
    rules.refuse(`${words.map((one) => `“${one}”`).join('、')}是必写的标题，留下了；其余选中的内容已删除。`);
  };

  editor.insertText = (text, options) => {
    const { selection } = editor;
    if (
      selection &&
      Range.isExpanded(selection) &&
      !options?.at &&
      requiredIn(editor, selection, rules).length > 0
    )
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
    const pieces: { anchor: Point; focus: Point; whole: boolean }[] = [];
    let from = start;
    for (const at of [...kept, null]) {
      const stop = at === null ? end : Editor.before(editor, Editor.start(editor, [at]));
      const beginsInside = from.path[0] === start.path[0] && Path.equals(from.path, start.path);
      if (stop && Point.isBefore(from, stop))
        pieces.push({ anchor: from, focus: stop, whole: !beginsInside });
      if (at !== null) {
        const next = Editor.after(editor, Editor.end(editor, [at]));
        // The last heading may be selected only in part: what of it is selected stays as well.
        from = next && Point.isBefore(next, end) ? next : end;
      }
    }
    for (const { anchor, focus } of pieces.reverse()) Transforms.delete(editor, { at: { anchor, focus } });
    Transforms.collapse(editor, { edge: 'start' });
  });
}
