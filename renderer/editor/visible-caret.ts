import { Editor, Node, Path, Range, Transforms, type Point } from 'slate';

import { isText } from '../../shared/document/guards.ts';
import type { Block, Inline, TextLeaf } from '../../shared/document/types.ts';
import { cleanShapes } from '../../shared/review/clean-shape.ts';
import { blocksOf } from './places.ts';

/**
 * The place that can be seen where struck-out words are not shown, and that reads the same: before them, else behind
 * them; for a block that is gone at the end of the one before. The same place where there is none: between two fields,
 * in a block of which all words are struck out.
 */
export function visiblePoint(editor: Editor, point: Point): Point {
  const blocks = blocksOf(editor);
  const index = point.path[0] ?? 0;
  const shapes = cleanShapes(blocks);
  const isGone = ({ id }: Block): boolean => shapes.get(id) === 'gone';
  const block = blocks[index];
  if (!block || !isGone(block)) return visibleIn(editor, point);
  const before = blocks.slice(0, index).findLastIndex((one) => !isGone(one));
  // Behind a table, and at the start, a block without a break goes on in the one behind.
  if (before >= 0 && blocks[before]?.type !== 'table') return visibleIn(editor, Editor.end(editor, [before]));
  const behind = blocks.findIndex((one, at) => at > index && !isGone(one));
  return behind >= 0 ? visibleIn(editor, Editor.start(editor, [behind])) : point;
}

/** Within its block, or its cell. */
function visibleIn(editor: Editor, point: Point): Point {
  if (!isStruck(Node.get(editor, point.path))) return point;
  const parent = Path.parent(point.path);
  const nodes = (Node.get(editor, parent) as unknown as { children: Inline[] }).children;
  const at = point.path.at(-1) ?? 0;
  const before = nodes.slice(0, at).findLastIndex((node) => !isStruck(node));
  const left = nodes[before];
  if (left && isText(left)) return { path: [...parent, before], offset: left.text.length };
  const behind = nodes.findIndex((node, n) => n > at && !isStruck(node));
  const right = nodes[behind];
  return right && isText(right) ? { path: [...parent, behind], offset: 0 } : point;
}

const isStruck = (node: unknown): boolean => (node as Partial<TextLeaf>).del !== undefined;

/** Takes the caret out of words that are not shown. */
export function keepCaretVisible(editor: Editor): void {
  const { selection } = editor;
  if (!selection || Range.isExpanded(selection)) return;
  const point = visiblePoint(editor, selection.anchor);
  if (point !== selection.anchor) Transforms.select(editor, point);
}
