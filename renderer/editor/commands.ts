import { Editor, Path, Range, Transforms, type PathRef } from 'slate';
import type { ReactEditor } from 'slate-react';

import { isOrdinal } from '../../shared/document/guards.ts';
import { makeField, makeOrdinal, padInlines } from '../../shared/document/make.ts';
import { computedProps } from '../../shared/document/with-computed.ts';
import { withWordsMarked } from '../../shared/document/with-secrecy.ts';
import type { Block, Computed, Field, OrdinalScheme } from '../../shared/document/types.ts';
import { isBlank } from './live-view.ts';
import { blockAt, blocksOf, fieldEntries, itemAt, pointAfter } from './places.ts';
import { insertOrdinal, selectBehind } from './with-breaks.ts';
import { asOneStep } from './with-history-steps.ts';
import { overFields } from './with-typed-over.ts';

/** Begins an item at the caret; everything behind it counts on. In a run, its way of counting is kept. */
export function addItem(editor: Editor): void {
  const { selection } = editor;
  if (!selection || blockAt(editor, selection.anchor)?.block.type !== 'paragraph') return;
  let begun: PathRef | null = null;
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      if (Range.isExpanded(selection)) Transforms.collapse(editor, { edge: 'end' });
      const at = editor.selection?.anchor;
      if (!at) return;
      begun = insertOrdinal(
        editor,
        itemAt(editor, at)?.ordinal.scheme ?? schemeAround(editor, at.path[0] ?? 0),
      );
    });
    selectBehind(editor, begun);
  });
}

/** How the section counts its items, from the nearest ordinal before; 一是 where there is none. */
function schemeAround(editor: Editor, index: number): OrdinalScheme {
  for (let at = index; at >= 0; at -= 1) {
    const block = blocksOf(editor)[at];
    if (!block || block.type === 'heading') break;
    if (block.type !== 'paragraph') continue;
    const ordinal = block.children.findLast((node) => isOrdinal(node));
    if (ordinal && isOrdinal(ordinal)) return ordinal.scheme;
  }
  return 'shi';
}

/**
 * The next field without a value behind the caret, or behind `from` (or before it), around the ends; null where all are
 * filled in.
 */
export function nextEmptyField(
  editor: Editor,
  step: 1 | -1,
  isEmpty: (field: Field) => boolean,
  from?: Path,
): string | null {
  const empty = fieldEntries(editor).filter(({ field }) => isEmpty(field));
  const at = from ?? editor.selection?.anchor.path;
  const ordered = step === 1 ? empty : empty.toReversed();
  const next = at ? ordered.find(({ path }) => Path.compare(path, at) * step > 0) : undefined;
  return (next ?? ordered[0])?.field.id ?? null;
}

/**
 * Puts blocks of a past year in at the caret: a single item goes in as the next item of a run-in paragraph, anything
 * else behind the caret's block, or in its place when that is empty. Answers with the id of the block to show.
 */
export function insertPast(editor: Editor, blocks: readonly Block[]): string | null {
  const index = insertionIndex(editor);
  const [only] = blocks;
  if (!only) return null;
  const here = blocksOf(editor)[index];
  const item = editor.selection ? itemAt(editor, editor.selection.anchor) : null;
  asOneStep(editor, () => {
    if (blocks.length === 1 && only.type === 'paragraph' && startsWithItem(only) && item && here) {
      insertItem(editor, index, item.path, only);
    } else if (here && (isBlank(here) || isLoneOrdinal(here)) && here.type === 'paragraph') {
      Editor.withoutNormalizing(editor, () => {
        Transforms.removeNodes(editor, { at: [index] });
        Transforms.insertNodes(editor, blocks as never, { at: [index], select: true });
      });
    } else {
      Transforms.insertNodes(editor, blocks as never, { at: [index + 1], select: true });
    }
  });
  const at = editor.selection?.anchor;
  return at ? (blockAt(editor, at)?.block.id ?? null) : null;
}

/** The caret's block; without a caret the last block before the signature. */
function insertionIndex(editor: Editor): number {
  const blocks = blocksOf(editor);
  const at = editor.selection?.anchor.path[0];
  if (at !== undefined) return at;
  const signature = blocks.findIndex((block) => block.type === 'signature');
  return Math.max(0, (signature < 0 ? blocks.length : signature) - 1);
}

function startsWithItem(block: Block): boolean {
  return block.type === 'paragraph' && isOrdinal(block.children[1]);
}

function isLoneOrdinal(block: Block): boolean {
  return (
    block.type === 'paragraph' &&
    block.children.every((node) => isOrdinal(node) || ('text' in node && node.text.trim() === ''))
  );
}

/** Behind the item that the caret stands in; in the place of an item that is still empty. */
function insertItem(
  editor: Editor,
  index: number,
  ordinal: Path,
  past: Extract<Block, { type: 'paragraph' }>,
): void {
  const { children } = blocksOf(editor)[index] as typeof past;
  const own = children[ordinal[1] ?? 0];
  const from = (ordinal[1] ?? 0) + 1;
  const next = children.findIndex((node, at) => at >= from && isOrdinal(node));
  const to = next < 0 ? children.length : next;
  const isEmpty = children.slice(from, to).every((node) => 'text' in node && node.text.trim() === '');
  const scheme = isOrdinal(own) ? own.scheme : 'shi';
  const words = withWordsMarked(past).children.filter((node) => !isOrdinal(node));
  const nodes = padInlines(isEmpty ? words : [makeOrdinal(scheme), ...words]);
  Editor.withoutNormalizing(editor, () => {
    Transforms.insertNodes(editor, nodes, { at: [index, to], select: true });
    const carried = past.carried;
    if (!carried) return;
    const before = (blocksOf(editor)[index] as typeof past).carried;
    const keys = [...new Set([...(before?.keys ?? []), ...carried.keys])];
    Transforms.setNodes(editor, { carried: { year: carried.year, keys } } as object, { at: [index] });
  });
}

/** Changes a field wherever it stands. */
export function changeField(editor: Editor, id: string, props: Partial<Field>): void {
  const entry = fieldEntries(editor).find(({ field }) => field.id === id);
  if (!entry) return;
  // Typed over, a figure that was worked out is one like any other.
  const freed = entry.field.computed && props.value !== undefined ? { ...props, computed: undefined } : props;
  asOneStep(editor, () => Transforms.setNodes(editor, freed, { at: entry.path, voids: true }));
}

/** Puts words in at the caret, or in the place of what is selected; without a caret at the end of the text. */
export function insertWords(editor: Editor, text: string): string | null {
  const at = editor.selection ?? Editor.end(editor, [insertionIndex(editor)]);
  Transforms.select(editor, at);
  overFields(editor, () =>
    asOneStep(editor, () => {
      if (editor.selection && Range.isExpanded(editor.selection)) Transforms.delete(editor);
      Transforms.insertText(editor, text);
    }),
  );
  return editor.selection ? (blockAt(editor, editor.selection.anchor)?.block.id ?? null) : null;
}

/** The figure that the caret stands behind: the nearest one before it in its block. */
export function fieldBefore(editor: Editor): Field | null {
  const at = editor.selection?.anchor.path;
  if (!at) return null;
  const before = fieldEntries(editor).filter(
    ({ field, path }) =>
      path[0] === at[0] && Path.compare(path, at) <= 0 && !field.variable && !field.computed,
  );
  return before.at(-1)?.field ?? null;
}

/**
 * Puts “，比上年增长25%” behind a figure, as a field that follows it. Null where nothing sensible can be said about the
 * two; then nothing is put in.
 */
export function addChange(editor: Editor, source: Field, base: Computed['base']): string | null {
  const entry = fieldEntries(editor).find(({ field }) => field.id === source.id);
  if (!entry) return null;
  const field = makeField({
    kind: 'percentage',
    label: `${source.label || '数据'}比上年`,
    computed: { kind: 'change', source: source.id, base },
  });
  const props = computedProps(field, entry.field);
  if (!props.value) return null;
  asOneStep(editor, () => {
    // What follows from a hidden figure is hidden with it.
    const secret = entry.field.secret ? { secret: true } : {};
    Transforms.insertNodes(
      editor,
      [
        { text: '，', ...secret },
        { ...field, ...props, ...secret },
      ] as never,
      {
        at: pointAfter(entry.path),
        select: true,
      },
    );
    const path = fieldEntries(editor).find((one) => one.field.id === field.id)?.path;
    if (path) Transforms.select(editor, pointAfter(path));
  });
  return props.value;
}

/** Puts the caret behind a field and the focus into the page. */
export function selectField(editor: ReactEditor, id: string): Path | null {
  const entry = fieldEntries(editor).find(({ field }) => field.id === id);
  if (!entry) return null;
  Transforms.select(editor, pointAfter(entry.path));
  return entry.path;
}
