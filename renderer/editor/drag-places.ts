import { Editor, Path, type Point } from 'slate';
import { ReactEditor } from 'slate-react';

import type { ParagraphBlock } from '../../shared/document/types.ts';
import { isLoneItem, itemSpans, ordinalsIn, spanAt } from './item-places.ts';
import { canDrop, canMove, movableOfOrdinal, type DropPlace, type Movable } from './move.ts';
import { blocksOf } from './places.ts';
import { caretFromPoint } from '../base/caret-from-point.ts';

/** A rectangle in the window's pixels. */
export type Box = { left: number; top: number; width: number; height: number };

export type Grip = {
  movable: Movable;
  /** above: over the ordinal of an item in running text · beside: in the margin, for a paragraph */
  side: 'above' | 'beside';
  box: Box;
};

/** How near to the edge of a paragraph, in pixels, something dropped goes between the paragraphs. */
const EDGE = 7;

/** What is under the pointer, as something to take hold of; null where nothing can be moved. */
export function gripAt(editor: ReactEditor, x: number, y: number): Grip | null {
  const index = blockIndexAt(editor, x, y);
  if (index === null) return null;
  const block = blocksOf(editor)[index];
  if (!canMove(block)) return null;
  if (ordinalsIn(block).length > 0 && !isLoneItem(block)) {
    const point = pointAt(editor, index, x, y);
    const span = point && spanAt(editor, point);
    const movable = span && movableOfOrdinal(editor, [span.block, span.from]);
    // The words that lead in to the items are no item.
    if (!movable) return null;
    const box = boxOfNode(editor, [index, span.from]);
    return box && { movable, side: 'above', box };
  }
  const box = boxOfNode(editor, [index]);
  return box && { movable: { from: index, to: index + 1 }, side: 'beside', box };
}

/** The item whose ordinal was pressed. */
export function gripOfOrdinal(editor: ReactEditor, element: Element): Movable | null {
  try {
    const path = ReactEditor.findPath(editor, ReactEditor.toSlateNode(editor, element));
    return movableOfOrdinal(editor, path);
  } catch {
    return null;
  }
}

/** Where it would go if it were let go here, and the line that shows it; null where it can't. */
export function dropAt(
  editor: ReactEditor,
  movable: Movable,
  x: number,
  y: number,
): { place: DropPlace; line: Box } | null {
  const index = blockIndexAt(editor, x, y);
  const box = index === null ? null : boxOfNode(editor, [index]);
  if (index === null || !box) return null;
  const inside = y > box.top + EDGE && y < box.top + box.height - EDGE;
  const place =
    (inside && placeAmongItems(editor, movable, index, x, y)) ||
    ({ gap: y < box.top + box.height / 2 ? index : index + 1 } satisfies DropPlace);
  if (!canDrop(editor, movable, place)) return null;
  const line = lineOf(editor, place);
  return line && { place, line };
}

function placeAmongItems(
  editor: ReactEditor,
  movable: Movable,
  index: number,
  x: number,
  y: number,
): DropPlace | null {
  const spans = itemSpans(editor, index);
  const [first] = spans;
  const isItem = 'item' in movable || isLoneItem(blocksOf(editor)[movable.from]);
  // Onto an item with its paragraph, paragraphs change places; among items in running text, items do.
  if (!first || !isItem || isLoneItem(blocksOf(editor)[index])) return null;
  const point = pointAt(editor, index, x, y);
  if (!point) return null;
  const at = spans.findLastIndex(({ from }) => from <= (point.path[1] ?? 0));
  const span = spans[at];
  if (!span) return { before: [index, first.from] };
  const start = boxOfNode(editor, [index, span.from]);
  const next = spans[at + 1];
  const end = next ? boxOfNode(editor, [index, next.from]) : endBox(editor, index);
  if (start && end && distance(start, x, y) > distance(end, x, y)) {
    return next ? { before: [index, next.from] } : { endOf: index };
  }
  return { before: [index, span.from] };
}

/** Lines count for more than columns: what is on the pointer's line is meant. */
function distance(box: Box, x: number, y: number): number {
  return Math.abs(box.left - x) + 4 * Math.abs(box.top + box.height / 2 - y);
}

const THICK = 2;

function lineOf(editor: ReactEditor, place: DropPlace): Box | null {
  if ('gap' in place) {
    const below = boxOfNode(editor, [place.gap]);
    const above = place.gap > 0 ? boxOfNode(editor, [place.gap - 1]) : null;
    const beside = below ?? above;
    if (!beside) return null;
    const y =
      above && below
        ? (above.top + above.height + below.top) / 2
        : below
          ? below.top
          : beside.top + beside.height;
    return { left: beside.left, top: y - THICK / 2, width: beside.width, height: THICK };
  }
  const box = 'before' in place ? boxOfNode(editor, place.before) : endBox(editor, place.endOf);
  return box && { left: box.left - THICK / 2, top: box.top, width: THICK, height: box.height };
}

function blockIndexAt(editor: ReactEditor, x: number, y: number): number | null {
  const page = ReactEditor.toDOMNode(editor, editor);
  const frame = page.getBoundingClientRect();
  if (y < frame.top || y > frame.bottom) return null;
  // The margins count as the line that they stand beside.
  const inside = Math.min(Math.max(x, frame.left + frame.width * 0.2), frame.left + frame.width * 0.8);
  const element = document
    .elementsFromPoint(inside, y)
    .find((one) => page.contains(one) && one.closest('[data-block-id]'))
    ?.closest('[data-block-id]');
  if (!element) return null;
  try {
    return ReactEditor.findPath(editor, ReactEditor.toSlateNode(editor, element))[0] ?? null;
  } catch {
    return null;
  }
}

/** The place in the block's text that is nearest to the pointer. */
function pointAt(editor: ReactEditor, index: number, x: number, y: number): Point | null {
  const block = blocksOf(editor)[index] as ParagraphBlock;
  // An ordinal or a field under the pointer holds no place for the caret.
  for (const [at] of block.children.entries()) {
    const node = block.children[at];
    if (!node || 'text' in node) continue;
    const box = boxOfNode(editor, [index, at]);
    if (box && x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height) {
      return { path: [index, at], offset: 0 };
    }
  }
  const caret = caretFromPoint(x, y);
  if (!caret) return null;
  try {
    const point = ReactEditor.toSlatePoint(editor, caret, { exactMatch: false, suppressThrow: true });
    return point && point.path[0] === index ? point : null;
  } catch {
    return null;
  }
}

function boxOfNode(editor: ReactEditor, path: Path): Box | null {
  try {
    const [node] = Editor.node(editor, path);
    const { left, top, width, height } = ReactEditor.toDOMNode(editor, node).getBoundingClientRect();
    return { left, top, width, height };
  } catch {
    return null;
  }
}

/** Behind the last character of the block. */
function endBox(editor: ReactEditor, index: number): Box | null {
  try {
    const range = ReactEditor.toDOMRange(editor, Editor.range(editor, Editor.end(editor, [index])));
    const rects = range.getClientRects();
    const { left, top, height } = rects[rects.length - 1] ?? range.getBoundingClientRect();
    return { left, top, width: 0, height };
  } catch {
    return null;
  }
}
