import { Editor, Node, Path, Range, type Point } from 'slate';

import { inlinesOf, isText } from '../document/guards.ts';
import type { Block, Inline, TextLeaf } from '../document/types.ts';
import { threadsOn } from '../document/marks.ts';

/**
 * Threads that typed words belong to: those of the word before, so that typing at a comment's end goes on with it; at
 * the start of a block, those that lie on both sides.
 */
export function threadsForTyping(editor: Editor, point: Point): string[] {
  if (point.offset > 0) return threadsOn(Node.get(editor, point.path));
  const siblings = (Node.parent(editor, point.path) as unknown as { children: Inline[] }).children;
  const at = point.path.at(-1) ?? 0;
  const before = siblings.slice(0, at).findLast((node) => hasWords(node));
  if (before) return threadsOn(before);
  if (point.path.length > 2) return [];
  const blocks = editor.children as unknown as readonly Block[];
  const index = point.path[0] ?? 0;
  const above = lastWords(blocks.slice(0, index).toReversed(), -1);
  const behind = siblings.slice(at).find((node) => hasWords(node)) ?? lastWords(blocks.slice(index + 1), 0);
  if (!above || !behind) return [];
  const there = threadsOn(behind);
  return threadsOn(above).filter((thread) => there.includes(thread));
}

function hasWords(node: Inline): boolean {
  return !isText(node) || node.text !== '';
}

/** The first (0) or last (-1) words of the first of these blocks that has any. */
function lastWords(blocks: readonly Block[], at: 0 | -1): Inline | null {
  for (const block of blocks) {
    const found = inlinesOf(block)
      .filter((node) => hasWords(node))
      .at(at);
    if (found) return found;
  }
  return null;
}

/** Threads in the midst of which the selection stands. */
export function threadsAround(editor: Editor): string[] {
  if (!editor.selection) return [];
  const [start, end] = Range.edges(editor.selection);
  const before = leafBefore(editor, start);
  const behind = leafBehind(editor, end);
  return before && behind ? threadsOn(before).filter((thread) => threadsOn(behind).includes(thread)) : [];
}

function leafBefore(editor: Editor, point: Point): Node | null {
  if (point.offset > 0) return Node.get(editor, point.path);
  return (point.path.at(-1) ?? 0) > 0 ? Node.get(editor, Path.previous(point.path)) : null;
}

function leafBehind(editor: Editor, point: Point): Node | null {
  const leaf = Node.get(editor, point.path) as TextLeaf;
  if (point.offset < leaf.text.length) return leaf;
  return Node.getIf(editor, Path.next(point.path)) ?? null;
}
