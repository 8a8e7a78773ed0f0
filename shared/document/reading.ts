import { isField, isOrdinal, isText } from './guards.ts';
import { fieldText } from './plain-text.ts';
import type { Block, Inline, Ordinal, Variables } from './types.ts';

/** A stretch of a reading's text and the inline node that it comes from. */
export type Piece = {
  node: Inline;
  /** Slate path of the node. */
  path: number[];
  /** Place in the reading's text. */
  from: number;
  to: number;
};

/** What a block, or a cell of a table, reads like, with the way back to its nodes. */
export type Reading = {
  blockId: string;
  /** Row and column, in a table. */
  cell?: readonly [row: number, column: number];
  /** Slate path of the block or cell. */
  path: number[];
  text: string;
  pieces: Piece[];
};

/** The readings of a block at `index` of the report: one, or one a cell. Tracked deletions are not read. */
export function readingsOf(
  block: Block,
  index: number,
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
): Reading[] {
  if (block.type !== 'table') return [read(block.id, block.children, [index], labels, variables)];
  return block.children.flatMap((row, r) =>
    row.children.map((cell, c) => ({
      ...read(block.id, cell.children, [index, r, c], labels, variables),
      cell: [r, c] as const,
    })),
  );
}

function read(
  blockId: string,
  nodes: readonly Inline[],
  base: number[],
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
): Reading {
  const pieces: Piece[] = [];
  let text = '';
  nodes.forEach((node, at) => {
    if (node.del) return;
    const part = isText(node)
      ? node.text
      : isOrdinal(node)
        ? (labels.get(node) ?? '')
        : isField(node)
          ? fieldText(node, variables)
          : '';
    if (!part) return;
    pieces.push({ node, path: [...base, at], from: text.length, to: text.length + part.length });
    text += part;
  });
  return { blockId, path: base, text, pieces };
}

/** The place in the reading's text of a point in one of its texts. */
export function offsetAt(reading: Reading, point: { path: readonly number[]; offset: number }): number {
  const inline = point.path[reading.path.length] ?? 0;
  let at = 0;
  for (const { path, from, to } of reading.pieces) {
    const own = path.at(-1) ?? 0;
    if (own > inline) break;
    at = own === inline ? Math.min(from + point.offset, to) : to;
  }
  return at;
}
