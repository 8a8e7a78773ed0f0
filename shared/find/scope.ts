import { Point } from 'slate';

import type { Block } from '../document/types.ts';
import type { Match } from './find.ts';

/** Blocks from and up to (exclusive). */
export type BlockSpan = readonly [from: number, to: number];

/**
 * The section that the block at `index` stands in: its heading and what follows up to the next heading of that level
 * or above. Before the first heading: everything up to it. An annex is a section, too, and none reaches into the next.
 */
export function sectionAround(blocks: readonly Block[], index: number): BlockSpan {
  let from = Math.min(index, blocks.length - 1);
  while (from >= 0 && blocks[from]?.type !== 'heading' && blocks[from]?.type !== 'annex') from -= 1;
  const first = blocks[from];
  const level = first?.type === 'heading' ? first.level : first?.type === 'annex' ? 0 : Infinity;
  const ends = (block: Block, at: number) =>
    at > from && (block.type === 'annex' || (block.type === 'heading' && block.level <= level));
  const end = blocks.findIndex((block, at) => ends(block, at));
  return [Math.max(0, from), end < 0 ? blocks.length : end];
}

/** True for a match that lies within the range as a whole. */
export function isWithin(match: Match, start: Point, end: Point): boolean {
  return Point.compare(match.start, start) >= 0 && Point.compare(match.end, end) <= 0;
}

/** The index of the first match at or behind the point, around the end; −1 where there is none at all. */
export function matchFrom(matches: readonly Match[], at: Point | null): number {
  if (matches.length === 0) return -1;
  if (!at) return 0;
  const index = matches.findIndex(({ start }) => Point.compare(start, at) >= 0);
  return Math.max(0, index);
}
