import { Editor, Path, Range, type Point } from 'slate';

import { isOrdinal, isText } from '../../shared/document/guards.ts';
import { ordinalRuns } from '../../shared/document/ordinals.ts';
import type { Block, Inline, Ordinal, ParagraphBlock } from '../../shared/document/types.ts';
import { blocksOf } from './places.ts';

/** An item in the report: the nodes `from` (its ordinal) up to `to` (exclusive) of the paragraph at `block`. */
export type ItemSpan = { block: number; from: number; to: number };

export type RunEntry = { ordinal: Ordinal; path: Path };

/** Indices of the ordinals of a block, in order. */
export function ordinalsIn(block: Block | undefined): number[] {
  if (block?.type !== 'paragraph') return [];
  return block.children.flatMap((node, at) => (isOrdinal(node) ? [at] : []));
}

export function itemSpans(editor: Editor, index: number): ItemSpan[] {
  const block = blocksOf(editor)[index];
  const starts = ordinalsIn(block);
  return starts.map((from, n) => ({
    block: index,
    from,
    to: starts[n + 1] ?? (block as ParagraphBlock).children.length,
  }));
}

/** The item that the point stands in: that of the last ordinal before it in its paragraph. */
export function spanAt(editor: Editor, { path }: { path: Path }): ItemSpan | null {
  const at = path[1] ?? 0;
  return itemSpans(editor, path[0] ?? 0).findLast(({ from }) => from <= at) ?? null;
}

export const isBlankText = (node: Inline | undefined): boolean =>
  node !== undefined && isText(node) && node.text.trim() === '';

/** The paragraph begins with an ordinal. */
export function startsWithOrdinal(block: Block | undefined): block is ParagraphBlock {
  return block?.type === 'paragraph' && isBlankText(block.children[0]) && isOrdinal(block.children[1]);
}

/** The paragraph is one item from its start to its end. */
export function isLoneItem(block: Block | undefined): block is ParagraphBlock {
  return startsWithOrdinal(block) && ordinalsIn(block).length === 1;
}

/** Items take a paragraph each here: this paragraph is one item from its start, and a neighbour is too. */
export function isOneAParagraph(blocks: readonly Block[], index: number): boolean {
  return isLoneItem(blocks[index]) && (isLoneItem(blocks[index - 1]) || isLoneItem(blocks[index + 1]));
}

/** Where counting ends. */
function ends(block: Block | undefined): boolean {
  return (
    block === undefined || block.type === 'heading' || block.type === 'title' || block.type === 'signature'
  );
}

/** Where items are counted together: the blocks `from` up to `to` (exclusive) around `index`, without headings. */
export function stretchAround(blocks: readonly Block[], index: number): { from: number; to: number } {
  let from = index;
  while (from > 0 && !ends(blocks[from - 1])) from -= 1;
  let to = index;
  while (!ends(blocks[to])) to += 1;
  return ends(blocks[index]) ? { from: index, to: index } : { from, to };
}

/** The runs of the report with the places of their ordinals. */
export function runsOf(blocks: readonly Block[]): RunEntry[][] {
  const places = new Map<Ordinal, Path>();
  blocks.forEach((block, index) => {
    for (const at of ordinalsIn(block))
      places.set((block as ParagraphBlock).children[at] as Ordinal, [index, at]);
  });
  return ordinalRuns(blocks).map((run) =>
    run.flatMap((ordinal) => {
      const path = places.get(ordinal);
      return path ? [{ ordinal, path }] : [];
    }),
  );
}

/** The ends of the selection, in reading order; null without one. */
export function selectionEdges(editor: Editor): [Point, Point] | null {
  return editor.selection ? [...Range.edges(editor.selection)] : null;
}
