import type { Block, Field, Inline, Ordinal, TableBlock, TextBlock, TextLeaf } from './types.ts';

export function isText(node: unknown): node is TextLeaf {
  return typeof node === 'object' && node !== null && typeof (node as TextLeaf).text === 'string';
}

function hasType(node: unknown, type: string): boolean {
  return typeof node === 'object' && node !== null && (node as { type?: unknown }).type === type;
}

export function isOrdinal(node: unknown): node is Ordinal {
  return hasType(node, 'ordinal');
}

export function isField(node: unknown): node is Field {
  return hasType(node, 'field');
}

export function isInlineVoid(node: unknown): node is Ordinal | Field {
  return isOrdinal(node) || isField(node);
}

export function isTable(block: Block): block is TableBlock {
  return block.type === 'table';
}

export function isTextBlock(block: Block): block is TextBlock {
  return block.type !== 'table';
}

/** A block's nodes as it holds them: one list, or one for each cell of a table. */
export const holdersOf = (block: Block): readonly (readonly Inline[])[] =>
  block.type === 'table'
    ? block.children.flatMap((row) => row.children.map((cell) => cell.children))
    : [block.children];

/** The block with each of these lists put through `change`. */
export function withHolders(block: Block, change: (nodes: readonly Inline[]) => Inline[]): Block {
  if (block.type !== 'table') return { ...block, children: change(block.children) };
  return {
    ...block,
    children: block.children.map((row) => ({
      ...row,
      children: row.children.map((cell) => ({ ...cell, children: change(cell.children) })),
    })),
  };
}

/** The inline children of a block in reading order; a table gives its cells' one after the other. */
export function inlinesOf(block: Block): Inline[] {
  if (isTextBlock(block)) return block.children;
  return block.children.flatMap((row) => row.children.flatMap((cell) => cell.children));
}
