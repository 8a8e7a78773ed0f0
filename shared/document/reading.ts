import { Path } from 'slate';

import { partsOfField, textOfParts, type FieldPart } from './field-text.ts';
import { isField, isOrdinal, isText } from './guards.ts';
import type { Block, Field, Inline, Ordinal, Variables } from './types.ts';

/**
 * What a block reads like: the one projection of a report's nodes to text. Plain text, finding, checks, highlights,
 * the edition gate, comparison, quotations and the text of a Word copy all come from here, so that a place found in
 * one of them is the same place in the others.
 */

/**
 * Which words under tracked changes are read: those of the text with every change accepted (清稿), before every change
 * (原稿), or all of them, struck out or not. It is about words; whether two blocks are one is for `finalView` and
 * `originalView` to say.
 */
export type ReadingView = 'final' | 'original' | 'markup';

/** An inline node and the stretch of text that it reads as. */
export type Piece = {
  node: Inline;
  /** Place among the inline nodes of its block or cell: the last step of its Slate path. */
  at: number;
  /** Place in the reading's text; equal where nothing shows: an empty leaf, a field that nobody has filled in. */
  from: number;
  to: number;
  /** Of a field: what its stretch consists of, in order. */
  parts?: readonly FieldPart[];
};

/** What inline nodes read like. Pieces follow one another without a gap. */
export type InlineReading = { text: string; pieces: readonly Piece[] };

/** What a block, or a cell of a table, reads like, with the way back to its nodes. */
export type Reading = InlineReading & {
  blockId: string;
  /** Row and column, in a table. */
  cell?: readonly [row: number, column: number];
  /** Slate path of the block or cell. */
  path: readonly number[];
};

export type ReadOptions = {
  variables?: Variables | undefined;
  /** Left out: 'markup'. */
  view?: ReadingView | undefined;
  /** How a field reads; left out: as in the internal edition (`partsOfField`). */
  field?: ((field: Field) => readonly FieldPart[]) | undefined;
};

/** Labels of a text in which no item stands. */
export const NO_LABELS: ReadonlyMap<Ordinal, string> = new Map();
const NO_VARIABLES: Variables = {};

type Known = { labels: string; variables: Variables; reading: InlineReading };

/** Nodes are immutable: what they read like holds while their items' labels and the variables do. */
const known: Readonly<Record<ReadingView, WeakMap<readonly Inline[], Known>>> = {
  final: new WeakMap(),
  original: new WeakMap(),
  markup: new WeakMap(),
};

/**
 * What inline nodes read like. Without a `field` of its own it is read once and kept beside the nodes.
 * @param labels of the report's ordinals (`ordinalLabels`)
 */
export function readInlines(
  nodes: readonly Inline[],
  labels: ReadonlyMap<Ordinal, string>,
  options: ReadOptions = {},
): InlineReading {
  const { variables = NO_VARIABLES, view = 'markup', field } = options;
  if (field) return read(nodes, labels, options);
  const key = labelsIn(nodes, labels);
  const before = known[view].get(nodes);
  if (before && before.variables === variables && before.labels === key) return before.reading;
  const reading = read(nodes, labels, options);
  known[view].set(nodes, { labels: key, variables, reading });
  return reading;
}

function labelsIn(nodes: readonly Inline[], labels: ReadonlyMap<Ordinal, string>): string {
  let key = '';
  for (const node of nodes) if (isOrdinal(node)) key += `${labels.get(node) ?? ''}\n`;
  return key;
}

function read(
  nodes: readonly Inline[],
  labels: ReadonlyMap<Ordinal, string>,
  options: ReadOptions,
): InlineReading {
  const pieces: Piece[] = [];
  let text = '';
  forEachRead(nodes, labels, options, (node, at, words, parts) => {
    const from = text.length;
    text += words;
    pieces.push({ node, at, from, to: text.length, ...(parts && { parts }) });
  });
  return { text, pieces };
}

/** Goes over the nodes that are read with what each reads like: the one place that turns nodes into text. */
function forEachRead(
  nodes: readonly Inline[],
  labels: ReadonlyMap<Ordinal, string>,
  { variables = NO_VARIABLES, view = 'markup', field }: ReadOptions,
  visit: (node: Inline, at: number, words: string, parts?: readonly FieldPart[]) => void,
): void {
  nodes.forEach((node, at) => {
    if (!isRead(node, view)) return;
    if (isField(node)) {
      const parts = field ? field(node) : partsOfField(node, variables);
      visit(node, at, textOfParts(parts), parts);
    } else if (isText(node)) visit(node, at, node.text);
    // A note's sign and an image are no words: a sentence reads on over them.
    else visit(node, at, isOrdinal(node) ? (labels.get(node) ?? '') : '');
  });
}

function isRead({ ins, del }: Inline, view: ReadingView): boolean {
  return view === 'markup' || (view === 'final' ? !del : !ins);
}

/** The text of `readInlines` alone: nothing is kept. */
export function textOfNodes(
  nodes: readonly Inline[],
  labels: ReadonlyMap<Ordinal, string>,
  options: ReadOptions = {},
): string {
  let text = '';
  forEachRead(nodes, labels, options, (_node, _at, words) => {
    text += words;
  });
  return text;
}

/** The readings of a block at `index` of the report: one, or one a cell, row by row. */
export function readingsOf(
  block: Block,
  index: number,
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
  view: ReadingView = 'final',
): Reading[] {
  const options = { variables, view };
  const { id: blockId } = block;
  if (block.type !== 'table')
    return [{ blockId, path: [index], ...readInlines(block.children, labels, options) }];
  return block.children.flatMap((row, r) =>
    row.children.map((cell, c) => ({
      blockId,
      cell: [r, c] as const,
      path: [index, r, c],
      ...readInlines(cell.children, labels, options),
    })),
  );
}

/** What parts the cells of a row, and the rows, where a table is read as one text. */
export function joinCells(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.join('\t')).join('\n');
}

/** Slate path of a piece's node. */
export function pathOf({ path }: Pick<Reading, 'path'>, { at }: Pick<Piece, 'at'>): number[] {
  return [...path, at];
}

/**
 * The piece that takes the words which are put in the place of these: the first hidden one (本句不公开), as what is typed
 * at the edge of hidden words is hidden, else the first.
 */
export const pieceForWords = <P extends Piece>(pieces: readonly P[]): P | undefined =>
  pieces.find(({ node }) => node.secret === true) ?? pieces[0];

/** The pieces of which something shows between two places of the text. */
export function piecesBetween({ pieces }: InlineReading, from: number, to: number): Piece[] {
  return pieces.filter((piece) => piece.from < to && piece.to > from && piece.from < piece.to);
}

/**
 * Where a field's bare value stands in the text, without unit and what says how exact it is; null where a mask or a gap
 * stands in its place, and for what is no field.
 */
export function valueSpan(piece: Pick<Piece, 'from' | 'parts'>): { from: number; to: number } | null {
  let { from } = piece;
  for (const { is, text } of piece.parts ?? []) {
    if (is === 'value') return { from, to: from + text.length };
    from += text.length;
  }
  return null;
}

type Point = { path: number[]; offset: number };

/** The place in the reading's text of a point in its block or cell; one in a node that is not read is where it would be. */
export function offsetAt(reading: Reading, point: Point): number {
  const inline = point.path[reading.path.length] ?? 0;
  let offset = 0;
  for (const { at, from, to } of reading.pieces) {
    if (at > inline) break;
    offset = at === inline ? Math.min(from + point.offset, to) : to;
  }
  return offset;
}

/**
 * The point before the character at an offset of the text ('start'), or behind the one before it ('end'). Beside a
 * field or an ordinal it is in the neighbouring text, which the document always has; its offset may lie past the end
 * of that, for the caller to clamp.
 */
export function pointAt(
  reading: Reading,
  offset: number,
  side: 'start' | 'end',
): { path: number[]; offset: number } {
  const { pieces } = reading;
  const piece =
    side === 'start'
      ? (pieces.find(({ to }) => to > offset) ?? pieces.at(-1))
      : (pieces.findLast(({ from }) => from < offset) ?? pieces[0]);
  if (!piece) return { path: [...reading.path, 0], offset: 0 };
  if ('text' in piece.node) return { path: pathOf(reading, piece), offset: offset - piece.from };
  const isBefore = side === 'start' ? offset < piece.to : offset <= piece.from;
  return isBefore
    ? { path: pathOf(reading, { at: piece.at - 1 }), offset: Number.MAX_SAFE_INTEGER }
    : { path: pathOf(reading, { at: piece.at + 1 }), offset: 0 };
}

/**
 * What a stretch of the report reads like, its blocks and cells one behind the other: a quotation. A field or an ordinal
 * at its edge is read as a whole.
 */
export function textBetween(
  blocks: readonly Block[],
  start: Point,
  end: Point,
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
  view: ReadingView = 'final',
): string {
  const [first = 0] = start.path;
  const [last = 0] = end.path;
  let words = '';
  blocks.slice(first, last + 1).forEach((block, at) => {
    for (const reading of readingsOf(block, first + at, labels, variables, view)) {
      const path = [...reading.path];
      if (Path.isBefore(path, start.path) || Path.isAfter(path, end.path)) continue;
      const from = Path.isAncestor(path, start.path) ? offsetAt(reading, start) : 0;
      const to = Path.isAncestor(path, end.path) ? endAt(reading, end) : reading.text.length;
      words += reading.text.slice(from, to);
    }
  });
  return words;
}

/** As `offsetAt`, for the end of a stretch: within a field or an ordinal, its end. */
function endAt(reading: Reading, point: Point): number {
  const piece = reading.pieces.find(({ at }) => at === point.path[reading.path.length]);
  return piece && !('text' in piece.node) ? piece.to : offsetAt(reading, point);
}
