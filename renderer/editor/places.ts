import { Editor, Node, Path, Range, Text, Transforms, type NodeEntry, type Point } from 'slate';

import { hasOwnId, isInlineVoid, isOrdinal, isText } from '../../shared/document/guards.ts';
import type { Block, Field, Image, Inline, Note, Ordinal } from '../../shared/document/types.ts';

export const blocksOf = (editor: Editor): Block[] => editor.children as unknown as Block[];

/** The block that the point stands in, and its index; null for a point that is nowhere. */
export function blockAt(
  editor: Editor,
  point: { path: Path } | null,
): { block: Block; index: number } | null {
  const index = point?.path[0];
  const block = index === undefined ? undefined : blocksOf(editor)[index];
  return block && index !== undefined ? { block, index } : null;
}

/**
 * A selection of whole paragraphs, as a triple click makes it, ends before the first word of the next one. What is written
 * in its place takes the place of the words: the last selected block keeps its form and its end.
 */
export function withoutHangingEnd(editor: Editor): void {
  const { selection } = editor;
  if (!selection || selection.anchor.path[0] === selection.focus.path[0]) return;
  const [start, end] = Range.edges(selection);
  const last = end.path[0] ?? 0;
  if (!Editor.isStart(editor, end, [last])) return;
  const before = Editor.end(editor, [last - 1]);
  const range = { anchor: start, focus: before };
  Transforms.select(editor, Range.isBackward(selection) ? { anchor: before, focus: start } : range);
}

/** The ordinal or field that stands directly before the point, with no character between. */
export function voidBefore(editor: Editor, point: Point): NodeEntry | null {
  const at = point.path.at(-1) ?? 0;
  const node = Node.getIf(editor, point.path);
  if (!node || !Text.isText(node) || point.offset > 0 || at === 0) return null;
  return voidAt(editor, Path.previous(point.path));
}

/** The ordinal or field that stands directly behind the point. */
export function voidAfter(editor: Editor, point: Point): NodeEntry | null {
  const node = Node.getIf(editor, point.path);
  if (!node || !Text.isText(node) || point.offset < node.text.length) return null;
  return voidAt(editor, Path.next(point.path));
}

function voidAt(editor: Editor, path: Path): NodeEntry | null {
  const node = Node.getIf(editor, path);
  return node && isInlineVoid(node) ? [node, path] : null;
}

/** The place behind an inline void; the document has a text there always. */
export function pointAfter(path: Path): Point {
  return { path: Path.next(path), offset: 0 };
}

export type ItemPlace = {
  ordinal: Ordinal;
  path: Path;
  /** Nothing stands between this ordinal and the next one, or the end of the block. */
  isEmpty: boolean;
};

/** The item that the point stands in: its ordinal is the last one before the point in the same block. */
export function itemAt(editor: Editor, point: Point): ItemPlace | null {
  const found = blockAt(editor, point);
  if (!found || found.block.type !== 'paragraph') return null;
  const { children } = found.block;
  const inline = point.path[1] ?? 0;
  let at = Math.min(inline, children.length - 1);
  while (at >= 0 && !isItemStart(children[at])) at -= 1;
  const ordinal = children[at];
  if (!ordinal || !isOrdinal(ordinal)) return null;
  const end = children.findIndex((node, index) => index > at && isItemStart(node));
  const inside = children.slice(at + 1, end < 0 ? undefined : end);
  return { ordinal, path: [found.index, at], isEmpty: inside.every((node) => isBlankText(node)) };
}

/** An ordinal, unless a tracked change takes it out. */
function isItemStart(node: Inline | undefined): boolean {
  return isOrdinal(node) && node.del === undefined;
}

function isBlankText(node: Inline): boolean {
  return node.del !== undefined || (isText(node) && node.text.trim() === '');
}

/** Fields in reading order with their places. */
export function fieldEntries(editor: Editor): { field: Field; path: Path }[] {
  const fields: { field: Field; path: Path }[] = [];
  for (const [node, path] of Node.elements(editor)) {
    const field = node as unknown as Field;
    // One that a tracked change takes out is no longer to be filled in.
    if (field.type === 'field' && field.del === undefined) fields.push({ field, path });
  }
  return fields;
}

/** The field, note or image with this id, and where it stands; null where there is none. */
export function voidWithId(editor: Editor, id: string): { node: Field | Note | Image; path: Path } | null {
  for (const [node, path] of Node.elements(editor)) {
    const found: unknown = node;
    if (hasOwnId(found) && found.id === id) return { node: found, path };
  }
  return null;
}

/** Deletes a stretch that may be empty. Slate takes an empty one for a caret, and deletes the letter behind it. */
export function deleteStretch(editor: Editor, stretch: Range): void {
  if (Range.isExpanded(stretch)) Transforms.delete(editor, { at: stretch });
}
