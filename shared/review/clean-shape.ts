import { inlinesOf, isText } from '../document/guards.ts';
import type { Block } from '../document/types.ts';

/**
 * How a block stands where the marks of tracked changes are not shown, though it is in the text still.
 * - gone: nothing of it is left.
 * - runs-on: the break behind it is struck out; the next block's words follow in its line.
 * - runs-in: its own break is; its words follow those of the block before.
 * - emptied: its words are struck out, its line is there.
 */
export type CleanShape = 'gone' | 'runs-on' | 'runs-in' | 'runs-in runs-on' | 'emptied';

/** Those blocks that stand otherwise than with all marks, by id. */
export function cleanShapes(blocks: readonly Block[]): Map<string, CleanShape> {
  const shapes = new Map<string, CleanShape>();
  /** The block of text in whose line a block without a break goes on. */
  let before: string | null = null;
  /** That has no break either, and nothing before it: whatever comes goes on in its line. */
  let isOpen = false;
  for (const block of blocks) {
    if (block.type === 'table') {
      if (block.pDel !== undefined) shapes.set(block.id, 'gone');
      else {
        // One that is still there parts what stands around it.
        before = null;
        isOpen = false;
      }
      continue;
    }
    const { id } = block;
    const nodes = inlinesOf(block);
    const hasWords = nodes.some((node) => node.del === undefined && !(isText(node) && node.text === ''));
    const wasEmptied = !hasWords && nodes.some(({ del }) => del !== undefined);
    const isJoined = block.pDel !== undefined;
    if (isJoined && !hasWords) {
      shapes.set(id, 'gone');
    } else if (before !== null && (isJoined || isOpen)) {
      shapes.set(before, shapes.get(before) === 'runs-in' ? 'runs-in runs-on' : 'runs-on');
      shapes.set(id, 'runs-in');
      before = id;
      isOpen &&= isJoined;
    } else {
      if (wasEmptied) shapes.set(id, 'emptied');
      before = id;
      isOpen = isJoined;
    }
  }
  return shapes;
}
