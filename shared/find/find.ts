import { Point as SlatePoint } from 'slate';

import { ordinalLabels } from '../document/ordinals.ts';
import { isImage, isNote } from '../document/guards.ts';
import { textOfNote } from '../document/notes.ts';
import type { Block, Image, Note, Variables } from '../document/types.ts';
import { fold, type FoldOptions } from '../text/fold.ts';
import { piecesBetween, pointAt, readingsOf, type Piece, type Reading } from '../document/reading.ts';

export type Point = { path: number[]; offset: number };

/** Words that are no part of the text around them: those of a note, and what is said of an image. */
export type Aside = { node: Note | Image; from: number; to: number };

/** A place where the words were found, in text, in a figure, or across both; or in a note or what is said of an image. */
export type Match = {
  blockId: string;
  /** Row and column, in a table. */
  cell?: readonly [row: number, column: number];
  /** Slate path of the block or cell. */
  path: readonly number[];
  /** Nodes that it touches, in reading order. */
  pieces: readonly Piece[];
  /** Place in the text of its reading; equal, at the sign, for words in a note. */
  from: number;
  to: number;
  /** Of words in a note, or of what is said of an image: the place there. */
  aside?: Aside;
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
      const found = placesIn(fold(reading.text, options), wanted).map((at) =>
        matchAt(reading, at, at + wanted.length),
      );
      const aside = reading.pieces.flatMap((piece) => asidesIn(reading, piece, wanted, options));
      matches.push(
        ...(aside.length === 0
          ? found
          : [...found, ...aside].sort((a, b) => SlatePoint.compare(a.start, b.start))),
      );
    }
  }
  return matches;
}

function placesIn(text: string, wanted: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

/** The words of a note, or what is said of an image; null for anything else. */
export function asideText({ node }: Piece): string | null {
  if (isNote(node)) return textOfNote(node.body);
  return isImage(node) ? node.alt : null;
}

/** Matches in the words of a note or of an image. */
function asidesIn(reading: Reading, piece: Piece, wanted: string, options: FindOptions): Match[] {
  const text = asideText(piece);
  if (text === null) return [];
  return placesIn(fold(text, options), wanted).flatMap(
    (from) => asideAt(reading, piece, from, from + wanted.length) ?? [],
  );
}

/** A place in the words of a note or of an image as a match; null where the piece is neither. */
export function asideAt(reading: Reading, piece: Piece, from: number, to: number): Match | null {
  const { node } = piece;
  const text = asideText(piece);
  if (text === null || !(isNote(node) || isImage(node))) return null;
  return {
    blockId: reading.blockId,
    ...(reading.cell ? { cell: reading.cell } : {}),
    path: reading.path,
    pieces: [piece],
    from: piece.from,
    to: piece.to,
    aside: { node, from, to },
    text: text.slice(from, to),
    before: text.slice(Math.max(0, from - CONTEXT), from),
    after: text.slice(to, to + CONTEXT),
    start: { path: [...reading.path, piece.at, 0], offset: 0 },
    // Behind a void there is always a text.
    end: { path: [...reading.path, piece.at + 1], offset: 0 },
  };
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
