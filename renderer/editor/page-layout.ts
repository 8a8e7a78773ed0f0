import { Editor, Path, Range, Transforms } from 'slate';

import type { Block, ParagraphRole } from '../../shared/document/types.ts';
import { blocksOf } from './places.ts';
import { asOneStep } from './with-history-steps.ts';

/** What the page does at the blocks of the selection. */
export type PageState = {
  /** Null where nothing can begin a page: at the beginning of the report, and where a page begins anyway. */
  pageBreak: boolean | null;
  landscape: boolean | null;
  /** The role that all of them have: 题注, 单位行; null where they differ or are no paragraphs. */
  role: ParagraphRole | null;
};

/**
 * A line that is broken off begins no page of its own, and Backspace at the beginning of a page takes that away before it
 * joins two paragraphs. Put it outside of whatever else handles Backspace.
 */
export function withPageBreaks<T extends Editor>(editor: T): T {
  const { apply, deleteBackward } = editor;

  editor.apply = (op) => {
    // The page begins before the first half, and not once more before the second.
    if (op.type === 'split_node' && op.path.length === 1 && 'pageBreak' in op.properties) {
      const { pageBreak: _, ...properties } = op.properties;
      apply({ ...op, properties: properties as typeof op.properties });
    } else apply(op);
  };

  editor.deleteBackward = (unit) => {
    const { selection } = editor;
    const index = selection?.anchor.path[0] ?? 0;
    const isAtBreak =
      selection !== null &&
      Range.isCollapsed(selection) &&
      blocksOf(editor)[index]?.pageBreak === true &&
      Editor.isStart(editor, selection.anchor, [index]);
    if (isAtBreak) asOneStep(editor, () => setMark(editor, index, 'pageBreak', false));
    else deleteBackward(unit);
  };

  return editor;
}

function selectedIndices(editor: Editor): number[] {
  const { selection } = editor;
  if (!selection) return [];
  const [from, to] = Range.edges(selection).map((point) => point.path[0] ?? 0) as [number, number];
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

export function pageState(editor: Editor): PageState {
  const indices = selectedIndices(editor);
  const blocks = indices.map((index) => blocksOf(editor)[index]).filter((block) => block !== undefined);
  const [first] = blocks;
  const roles = new Set(blocks.map((block) => (block.type === 'paragraph' ? (block.role ?? 'body') : null)));
  const [role = null] = roles;
  return {
    pageBreak: first && canBreak(first, indices[0] ?? 0) ? first.pageBreak === true : null,
    landscape: blocks.length > 0 ? blocks.every((block) => block.landscape === true) : null,
    role: roles.size === 1 ? role : null,
  };
}

/** An annex begins a page by itself, and so does the report. */
const canBreak = (block: Block, index: number): boolean =>
  block.pageBreak === true || (index > 0 && block.type !== 'annex');

/** 另起一页: a new page begins before the first selected block, or no longer. */
export function togglePageBreak(editor: Editor): void {
  const [index] = selectedIndices(editor);
  const { pageBreak } = pageState(editor);
  if (index === undefined || pageBreak === null) return;
  asOneStep(editor, () => setMark(editor, index, 'pageBreak', !pageBreak));
}

/** 横向页: the selected blocks stand on pages that lie across, or no longer. */
export function toggleLandscape(editor: Editor): void {
  const indices = selectedIndices(editor);
  const { landscape } = pageState(editor);
  if (landscape === null) return;
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (const index of indices) setMark(editor, index, 'landscape', !landscape);
    });
  });
}

function setMark(editor: Editor, index: number, key: 'pageBreak' | 'landscape', on: boolean): void {
  const at: Path = [index];
  if (on) Transforms.setNodes(editor, { [key]: true }, { at });
  else Transforms.unsetNodes(editor, key, { at });
}

/** Makes captions or unit lines of the selected paragraphs, or body text again where they are that already. */
export function toggleRole(editor: Editor, role: 'caption' | 'measure'): void {
  const indices = selectedIndices(editor);
  const isOn = pageState(editor).role === role;
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (const index of indices) {
        if (blocksOf(editor)[index]?.type !== 'paragraph') continue;
        if (isOn) Transforms.unsetNodes(editor, 'role', { at: [index] });
        else Transforms.setNodes(editor, { role } as object, { at: [index] });
      }
    });
  });
}
