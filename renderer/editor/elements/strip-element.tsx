import type { ReactElement } from 'react';
import { Node } from 'slate';
import type { RenderChunkProps } from 'slate-react';

import { isImage } from '../../../shared/document/guards.ts';
import type { Block } from '../../../shared/document/types.ts';

/** Characters in a line of the page, and by how many the first is shorter. */
const LINE = 28;
const INDENT = 2;
/** One line of the page, and of a table with its padding; in points. */
const LINE_HEIGHT = 28.95;
const ROW_HEIGHT = 24;

/** About how high a block of words will be, in points. */
export const heightOfWords = (length: number): number => Math.ceil((length + INDENT) / LINE) * LINE_HEIGHT;

/** About how high a table will be, in points. */
export const heightOfRows = (rows: number): number => (rows + 1) * ROW_HEIGHT;

/** Blocks, and strips of them, as slate-react groups them. */
type Strip = { type: 'chunk'; children: (Strip | { type: 'leaf'; node: unknown })[] };

const heights = new WeakMap<Block, number>();

/** About how high a block will be, in points. */
function heightOf(block: Block): number {
  let height = heights.get(block);
  if (height === undefined) {
    height =
      block.type === 'table'
        ? heightOfRows(block.children.length)
        : heightOfWords(Node.string(block).length) +
          block.children.reduce((sum, node) => sum + (isImage(node) ? node.height : 0), 0);
    heights.set(block, height);
  }
  return height;
}

function heightOfStrip({ children }: Strip): number {
  return children.reduce(
    (sum, one) => sum + (one.type === 'chunk' ? heightOfStrip(one) : heightOf(one.node as Block)),
    0,
  );
}

/**
 * Some blocks that follow one another. About how high they will be is said beforehand: they are laid out only when they
 * come into sight, and the page should not change its length under the hand that scrolls.
 */
export function renderStrip({ attributes, lowest, children }: RenderChunkProps) {
  const strip = (children as ReactElement<{ ancestor: Strip }>).props.ancestor;
  return (
    <div
      {...attributes}
      className={lowest ? 'strip lowest' : 'strip'}
      style={lowest ? { containIntrinsicBlockSize: `auto ${Math.round(heightOfStrip(strip))}pt` } : undefined}
    >
      {children}
    </div>
  );
}
