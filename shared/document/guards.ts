import type {
  Block,
  Field,
  Image,
  Inline,
  InlineVoid,
  Note,
  Ordinal,
  TableBlock,
  TableColumn,
  TableRow,
  TextBlock,
  TextLeaf,
} from './types.ts';

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

export function isNote(node: unknown): node is Note {
  return hasType(node, 'note');
}

export function isImage(node: unknown): node is Image {
  return hasType(node, 'image');
}

const INLINE_TYPES: Readonly<Record<InlineVoid['type'], true>> = {
  ordinal: true,
  field: true,
  note: true,
  image: true,
};

/** True for the type of an inline node that is no text. */
export const isInlineType = (type: unknown): type is InlineVoid['type'] =>
  typeof type === 'string' && Object.hasOwn(INLINE_TYPES, type);

export function isInlineVoid(node: unknown): node is InlineVoid {
  return typeof node === 'object' && node !== null && isInlineType((node as { type?: unknown }).type);
}

/** True for inline nodes with an id of their own, which is unique in the report. */
export const hasOwnId = (node: unknown): node is Field | Note | Image =>
  isField(node) || isNote(node) || isImage(node);

export function isTable(block: Block): block is TableBlock {
  return block.type === 'table';
}

export function isTextBlock(block: Block): block is TextBlock {
  return block.type !== 'table';
}

/** 题注 and 单位行: they name a table or an image, and are no sentences of the text. */
export const isLabel = (block: Block): boolean =>
  block.type === 'paragraph' && (block.role === 'caption' || block.role === 'measure');

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

/** The rows and columns of a table, in so far as they carry marks; none of other blocks. */
export const linesOf = (block: Block): readonly (TableRow | TableColumn)[] =>
  block.type === 'table' ? [...block.children, ...(block.columns ?? [])] : [];

/** The inline children of a block in reading order; a table gives its cells' one after the other. */
export function inlinesOf(block: Block): Inline[] {
  if (isTextBlock(block)) return block.children;
  return block.children.flatMap((row) => row.children.flatMap((cell) => cell.children));
}
