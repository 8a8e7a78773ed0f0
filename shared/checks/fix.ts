import type { Operation } from 'slate';

import { commonEnds } from '../text/common-ends.ts';
import { inlinesOf, isField, isNote, isOrdinal, isText } from '../document/guards.ts';
import { textOfNote, withNoteWords } from '../document/notes.ts';
import { ordinalLabels, ordinalRuns } from '../document/ordinals.ts';
import type { Block, Field, Inline, NoteLeaf, Variables } from '../document/types.ts';
import {
  pathOf,
  pieceForWords,
  piecesBetween,
  readingsOf,
  valueSpan,
  type Piece,
  type Reading,
} from '../document/reading.ts';
import type { Finding } from './types.ts';

export type Fixes = {
  /** To be applied in order, as one step, without normalising in between. */
  ops: Operation[];
  fixed: Finding[];
  /** What could not be put right: the text has changed since, or a figure or number stands in the way. */
  refused: Finding[];
};

/** True where the finding says what should stand there. */
export function isFixable(finding: Finding): boolean {
  return finding.action !== undefined || finding.suggestion !== undefined;
}

/**
 * The operations that put findings right. Only what differs between the words and the suggestion is changed, so that
 * marks and fields around it stay. Inside a field the value changes and the field stays. An ordinal is never touched
 * but where its label was typed: then it is counted from now on.
 */
export function fixOps(blocks: readonly Block[], findings: readonly Finding[], variables: Variables): Fixes {
  const fixes: Fixes = { ops: [], fixed: [], refused: [] };
  const labels = ordinalLabels(blocks);
  const places = new Map(blocks.map((block, index) => [block.id, index]));
  const order = (finding: Finding): number => places.get(finding.block) ?? -1;
  // From the end of the report: what is done does not move what is still to do.
  const sorted = findings
    .filter((finding) => isFixable(finding))
    .sort(
      (a, b) =>
        order(b) - order(a) ||
        cellOrder(b) - cellOrder(a) ||
        // Notes before the words around them, in which a fix may take out a node.
        (b.note ?? '').localeCompare(a.note ?? '') ||
        b.from - a.from,
    );
  const bodies: Bodies = new Map();
  let last: Finding | null = null;
  for (const finding of sorted) {
    const index = order(finding);
    const block = blocks[index];
    const overlaps =
      last &&
      last.block === finding.block &&
      cellOrder(last) === cellOrder(finding) &&
      last.note === finding.note &&
      finding.to > last.from;
    const ops =
      !block || (overlaps && !finding.action)
        ? null
        : finding.action === 'renumber'
          ? renumber(blocks, index)
          : finding.note !== undefined
            ? noteOps(readingsOf(block, index, labels, variables), finding, bodies)
            : (countedOps(blocks, readingsOf(block, index, labels, variables), finding) ??
              textOps(block, readingsOf(block, index, labels, variables), finding));
    if (!ops) {
      fixes.refused.unshift(finding);
      continue;
    }
    fixes.ops.push(...ops);
    fixes.fixed.unshift(finding);
    last = finding;
  }
  return fixes;
}

const cellOrder = ({ cell }: Finding): number => (cell ? cell[0] * 1000 + cell[1] : 0);

/** The words of notes as they are after what was put right so far. */
type Bodies = Map<string, readonly NoteLeaf[]>;

/** A finding in a note: its words change, and it stays where it is. */
function noteOps(readings: readonly Reading[], finding: Finding, bodies: Bodies): Operation[] | null {
  for (const reading of readings) {
    const piece = reading.pieces.find(({ node }) => isNote(node) && node.id === finding.note);
    if (!piece || !isNote(piece.node)) continue;
    const before = bodies.get(piece.node.id) ?? piece.node.body;
    if (textOfNote(before).slice(finding.from, finding.to) !== finding.text) return null;
    const { from, to, words } = difference(finding);
    const body = withNoteWords(before, from, to, words);
    bodies.set(piece.node.id, body);
    return [setNode(pathOf(reading, piece), { body: before }, { body })];
  }
  return null;
}

/** The typed numbers of this heading and of those beside it go; the program counts from then on. */
function renumber(blocks: readonly Block[], index: number): Operation[] {
  const first = blocks[index];
  if (first?.type !== 'heading') return [];
  const ops: Operation[] = [];
  const isSibling = (block: Block): boolean => block.type === 'heading' && block.level === first.level;
  const isAbove = (block: Block): boolean =>
    block.type === 'annex' || (block.type === 'heading' && block.level < first.level);
  let from = index;
  while (from > 0 && !isAbove(blocks[from - 1] as Block)) from -= 1;
  for (let at = from; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (!block || (at > index && isAbove(block))) break;
    if (!isSibling(block) || block.type !== 'heading' || block.typedNumber === undefined) continue;
    ops.push(setNode([at], { typedNumber: block.typedNumber }, {}));
  }
  return ops;
}

/** A finding inside an ordinal: a label that was typed out of order, or a mark of the run that is not the usual one. */
function countedOps(
  blocks: readonly Block[],
  readings: readonly Reading[],
  { from, to, text, suggestion }: Finding,
): Operation[] | null {
  const reading = readings.find((one) => one.text.slice(from, to) === text);
  const piece = reading?.pieces.find((one) => isOrdinal(one.node) && one.from <= from && one.to >= to);
  if (!reading || !piece || !isOrdinal(piece.node)) return null;
  const { node } = piece;
  if (node.typed !== undefined && node.typed === text)
    return [setNode(pathOf(reading, piece), { typed: text }, {})];
  if (suggestion !== '，' || to !== piece.to) return null;
  // One mark holds for the whole run.
  const run = ordinalRuns(blocks).find((one) => one.includes(node)) ?? [];
  const ops: Operation[] = [];
  blocks.forEach((one, at) => {
    if (one.type === 'table') return;
    inlinesOf(one).forEach((inline, place) => {
      if (isOrdinal(inline) && inline.mark && run.includes(inline))
        ops.push(setNode([at, place], { mark: inline.mark }, {}));
    });
  });
  return ops.length > 0 ? ops : null;
}

function textOps(block: Block, readings: readonly Reading[], finding: Finding): Operation[] | null {
  const { cell } = finding;
  const reading = readings.find((one) =>
    cell ? one.cell?.[0] === cell[0] && one.cell[1] === cell[1] : one.cell === undefined,
  );
  if (!reading || reading.text.slice(finding.from, finding.to) !== finding.text) return null;
  const least = difference(finding);
  // Where the difference ends inside a mask, the whole mask has to go.
  return (
    change(block, reading, least) ??
    change(block, reading, { from: finding.from, to: finding.to, words: finding.suggestion ?? '' })
  );
}

type Change = { from: number; to: number; words: string };

function change(block: Block, reading: Reading, { from, to, words }: Change): Operation[] | null {
  if (from === to) return words === '' ? [] : insertion(reading, from, words);
  const pieces = piecesBetween(reading, from, to);
  const [only] = pieces;
  if (pieces.length === 1 && only && isField(only.node)) {
    const ops = inField(reading, only, only.node, { from, to, words });
    if (ops) return ops;
  }
  const whole = pieces.every(
    ({ node, from: start, to: end }) =>
      isText(node) || (isField(node) && isMaskOnly(node) && start >= from && end <= to),
  );
  return whole ? replacement(block, reading, pieces, { from, to, words }) : null;
}

/** What differs between the words and the suggestion. */
function difference({ from, to, text, suggestion = '' }: Finding): Change {
  const { head, tail } = commonEnds(text, suggestion);
  return { from: from + head, to: to - tail, words: suggestion.slice(head, suggestion.length - tail) };
}

/** A mask that stood in an imported text: no figure is lost when the words take its place. */
function isMaskOnly(field: Field): boolean {
  return field.mask !== undefined && field.value === '' && field.variable === undefined;
}

function insertion(reading: Reading, at: number, words: string): Operation[] | null {
  const beside = reading.pieces.filter(({ node, from, to }) => isText(node) && from <= at && at <= to);
  const text = pieceForWords(beside);
  return text
    ? [{ type: 'insert_text', path: pathOf(reading, text), offset: at - text.from, text: words }]
    : null;
}

/** From the last piece to the first; the words go where the first one begins, or the first hidden one. */
function replacement(
  block: Block,
  reading: Reading,
  pieces: readonly Piece[],
  { from, to, words }: Change,
): Operation[] | null {
  const ops: Operation[] = [];
  const takes = pieceForWords(pieces);
  if (!takes) return null;
  for (const piece of [...pieces].reverse()) {
    const { node } = piece;
    const path = pathOf(reading, piece);
    if (isText(node)) {
      const start = Math.max(from, piece.from) - piece.from;
      const text = node.text.slice(start, Math.min(to, piece.to) - piece.from);
      ops.push({ type: 'remove_text', path, offset: start, text });
      if (piece === takes && words) ops.push({ type: 'insert_text', path, offset: start, text: words });
    } else {
      // A void has a text on either side: the words go into the one before it.
      ops.push({ type: 'remove_node', path, node } as unknown as Operation);
      if (piece === takes && words) {
        const before = pathOf(reading, { at: piece.at - 1 });
        const text = nodeAt(block, before);
        if (!text || !isText(text) || (node.secret && !text.secret)) return null;
        ops.push({ type: 'insert_text', path: before, offset: text.text.length, text: words });
      }
    }
  }
  return ops;
}

/** The inline node at a path of the report: `[block, node]`, or `[block, row, cell, node]` in a table. */
function nodeAt(block: Block, path: readonly number[]): Inline | undefined {
  const at = path.at(-1) ?? 0;
  if (block.type !== 'table') return block.children[at];
  return block.children[path[1] ?? 0]?.children[path[2] ?? 0]?.children[at];
}

function inField(
  reading: Reading,
  piece: Piece,
  field: Field,
  { from, to, words }: Change,
): Operation[] | null {
  const span = valueSpan(piece);
  if (field.variable !== undefined || field.value === '' || !span) return null;
  if (from < span.from || to > span.to) return null;
  const value = field.value.slice(0, from - span.from) + words + field.value.slice(to - span.from);
  return value === '' ? null : [setNode(pathOf(reading, piece), { value: field.value }, { value })];
}

function setNode(path: number[], properties: object, newProperties: object): Operation {
  // Slate's own node types know nothing of ours.
  return { type: 'set_node', path, properties, newProperties } as unknown as Operation;
}
