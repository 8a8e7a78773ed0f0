import { ordinalLabels } from '../document/ordinals.ts';
import type { Block, Variables } from '../document/types.ts';
import { fold, type FoldOptions } from '../text/fold.ts';
import { piecesBetween, pointAt, readingsOf, type Piece, type Reading } from '../document/reading.ts';

export type Point = { path: number[]; offset: number };

/** A place where the words were found, in text, in a figure, or across both. */
export type Match = {
  blockId: string;
  /** Row and column, in a table. */
  cell?: readonly [row: number, column: number];
  /** Slate path of the block or cell. */
  path: readonly number[];
  /** Nodes that it touches, in reading order. */
  pieces: readonly Piece[];
  /** Place in the text of its reading. */
  from: number;
  to: number;
  text: string;
  /** Some text before and after, for a list of matches. */
  before: string;
  after: string;
  /** Where to select it: around a field or an ordinal that it touches. */
  start: Point;
  end: Point;
};

export type FindOptions = FoldOptions & {
  variables?: Variables;
  /** Blocks to search, from and up to (exclusive). Left out: the whole report. */
  within?: readonly [from: number, to: number];
};

const CONTEXT = 12;

/** Every place, in reading order and without overlap, where the report reads like `words`. */
export function findAll(blocks: readonly Block[], words: string, options: FindOptions = {}): Match[] {
  const wanted = fold(words, options);
  if (!wanted) return [];
  const labels = ordinalLabels(blocks);
  const [from, to] = options.within ?? [0, blocks.length];
  const matches: Match[] = [];
  for (let index = from; index < Math.min(to, blocks.length); index += 1) {
    const block = blocks[index];
    if (!block) continue;
    for (const reading of readingsOf(block, index, labels, options.variables ?? {})) {
      const folded = fold(reading.text, options);
      for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
        matches.push(matchAt(reading, at, at + wanted.length));
      }
    }
  }
  return matches;
}

/** The stretch of a reading as a match. Throws where it touches no node. */
export function matchAt(reading: Reading, from: number, to: number): Match {
  const { text, path } = reading;
  const pieces = piecesBetween(reading, from, to);
  if (pieces.length === 0) throw new Error('a match touches at least one node');
  return {
    blockId: reading.blockId,
    ...(reading.cell ? { cell: reading.cell } : {}),
    path,
    pieces,
    from,
    to,
    text: text.slice(from, to),
    before: text.slice(Math.max(0, from - CONTEXT), from),
    after: text.slice(to, to + CONTEXT),
    start: pointAt(reading, from, 'start'),
    end: pointAt(reading, to, 'end'),
  };
}
