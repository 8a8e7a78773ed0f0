import { Point, type Range as SlateRange } from 'slate';

import { isText } from './guards.ts';
import { newId } from './ids.ts';
import { padInlines } from './make.ts';
import { wholeCells } from './table-grid.ts';
import type { Block, Inline, TableBlock, TextBlock } from './types.ts';

/**
 * A report in which the selected stretch stands in blocks of its own, so that it can be taken out behind the edition
 * gate with the numbers, labels and secrecy that it has in its place.
 */
export type Cut = {
  blocks: Block[];
  /** Ids of the blocks that are the stretch, in order. */
  ids: string[];
  /** It is a piece of one line: it has no number and no paragraph mark of its own. */
  inline: boolean;
};

/** @param range within `blocks`; expanded. Of a table, the rectangle of cells that it touches. */
export function cutOut(blocks: readonly Block[], range: SlateRange): Cut {
  const [start, end] = Point.isBefore(range.anchor, range.focus)
    ? [range.anchor, range.focus]
    : [range.focus, range.anchor];
  const from = start.path[0] ?? 0;
  const to = end.path[0] ?? 0;
  const out: Block[] = [];
  const ids: string[] = [];
  let inline = false;
  const take = (block: Block): void => {
    out.push(block);
    ids.push(block.id);
  };
  blocks.forEach((block, index) => {
    if (index < from || index > to) out.push(index === from - 1 ? withoutRunIn(block) : block);
    else if (block.type === 'table') {
      const cells = index === from && index === to ? cellsOf(block, start, end) : block;
      if (cells !== block) out.push(block);
      take(cells);
      inline = cells.type !== 'table';
    } else {
      const first = index === from ? placeIn(start, 1) : null;
      const last = index === to ? placeIn(end, 1) : null;
      const part = partsOf(last ? withoutRunIn(block) : block, first, last);
      if (part.before) out.push(part.before);
      take(part.selected);
      if (part.after) out.push(part.after);
      inline = from === to && (part.before !== null || part.after !== null || block.type === 'paragraph');
    }
  });
  return { blocks: out, ids, inline };
}

/** An inline node of a block or cell, and the offset in it. */
type Place = { at: number; offset: number };

const placeIn = ({ path, offset }: Point, depth: number): Place => ({ at: path[depth] ?? 0, offset });

/** A heading's body in its own line is taken only together with it. */
function withoutRunIn<B extends Block>(block: B): B {
  if (block.type !== 'heading' || !block.runIn) return block;
  const { runIn: _, ...rest } = block;
  return rest as B;
}

type Parts = { before: TextBlock | null; selected: Block; after: TextBlock | null };

function partsOf(block: TextBlock, start: Place | null, end: Place | null): Parts {
  const head = start ? nodesBefore(block.children, start) : [];
  const tail = end ? nodesAfter(block.children, end) : [];
  const middle = nodesBetween(block.children, start, end);
  const before = hasWords(head) ? { ...block, id: newId(), children: padInlines(head) } : null;
  const after = hasWords(tail)
    ? ({ type: 'paragraph', id: newId(), children: padInlines(tail) } as const)
    : null;
  // The rest of a heading is words; its number stands before its beginning.
  const selected: Block = before
    ? asParagraph(block, padInlines(middle))
    : { ...block, children: padInlines(middle) };
  return { before, selected, after };
}

function asParagraph(block: TextBlock, children: Inline[]): Block {
  return block.type === 'paragraph' ? { ...block, children } : { type: 'paragraph', id: block.id, children };
}

const hasWords = (nodes: readonly Inline[]): boolean =>
  nodes.some((node) => !isText(node) || node.text !== '');

function nodesBefore(nodes: readonly Inline[], { at, offset }: Place): Inline[] {
  return [...nodes.slice(0, at), ...sliced(nodes[at], 0, offset)];
}

function nodesAfter(nodes: readonly Inline[], { at, offset }: Place): Inline[] {
  return [...sliced(nodes[at], offset, Infinity), ...nodes.slice(at + 1)];
}

function nodesBetween(nodes: readonly Inline[], start: Place | null, end: Place | null): Inline[] {
  const first = start?.at ?? 0;
  const last = end?.at ?? nodes.length - 1;
  return nodes.flatMap((node, at) => {
    if (at < first || at > last) return [];
    const from = start && at === first ? start.offset : 0;
    const to = end && at === last ? end.offset : Infinity;
    return from === 0 && to === Infinity ? [node] : sliced(node, from, to);
  });
}

function sliced(node: Inline | undefined, from: number, to: number): Inline[] {
  if (!node) return [];
  return isText(node) ? [{ ...node, text: node.text.slice(from, to) }] : [node];
}

/** The rectangle of whole cells between two points of a table; of a single cell, its words as a paragraph. */
function cellsOf(table: TableBlock, start: Point, end: Point): Block {
  const [r1 = 0, c1 = 0] = start.path.slice(1);
  const [r2 = 0, c2 = 0] = end.path.slice(1);
  if (r1 === r2 && c1 === c2) {
    const nodes = table.children[r1]?.children[c1]?.children ?? [];
    const children = padInlines(nodesBetween(nodes, placeIn(start, 3), placeIn(end, 3)));
    // Out of its table a cell says by itself that it is hidden.
    return { type: 'paragraph', id: newId(), ...(table.secret ? { secret: true as const } : {}), children };
  }
  const { rows, columns } = wholeCells(table, {
    rows: [Math.min(r1, r2), Math.max(r1, r2)],
    columns: [Math.min(c1, c2), Math.max(c1, c2)],
  });
  const between = <T>(all: readonly T[]): T[] => all.slice(columns[0], columns[1] + 1);
  return {
    ...table,
    id: newId(),
    ...(table.columns ? { columns: between(table.columns) } : {}),
    children: table.children
      .slice(rows[0], rows[1] + 1)
      .map((row) => ({ ...row, children: between(row.children) })),
  };
}
