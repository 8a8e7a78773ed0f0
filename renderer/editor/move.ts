import { Editor, Node, Path, Transforms, type Descendant } from 'slate';

import { isText } from '../../shared/document/guards.ts';
import type { Block, Carried, Inline, ParagraphBlock, ParagraphRole } from '../../shared/document/types.ts';
import {
  isLoneItem,
  isOneAParagraph,
  itemSpans,
  ordinalsIn,
  selectionEdges,
  spanAt,
  startsWithOrdinal,
  type ItemSpan,
} from './item-places.ts';
import { isBlank } from './live-view.ts';
import { blocksOf } from './places.ts';
import { asOneStep } from './with-history-steps.ts';

/**
 * Where something is put: before an item (the path of its ordinal), behind the last item of a paragraph, or between
 * two blocks (before the one at `index`).
 */
export type DropPlace = { before: Path } | { endOf: number } | { gap: number };

/** What is moved: an item of a paragraph that holds more than it, or whole blocks `from` up to `to` (exclusive). */
export type Movable = { item: ItemSpan } | { from: number; to: number };

/** What the selection stands in, as something to move; null where nothing can be moved (title, signature, headings). */
export function movableAt(editor: Editor): Movable | null {
  const edges = selectionEdges(editor);
  if (!edges) return null;
  const [start, end] = edges;
  const from = start.path[0] ?? 0;
  const to = (end.path[0] ?? 0) + 1;
  if (to - from === 1) {
    const first = spanAt(editor, start);
    const last = spanAt(editor, end);
    const block = blocksOf(editor)[from];
    if (first && last && !isLoneItem(block) && !(coversAll(editor, first, last) && first.from === 1)) {
      return { item: { block: from, from: first.from, to: last.to } };
    }
  }
  const movable = blocksOf(editor)
    .slice(from, to)
    .every((block) => canMove(block));
  return movable ? { from, to } : null;
}

function coversAll(editor: Editor, first: ItemSpan, last: ItemSpan): boolean {
  const spans = itemSpans(editor, first.block);
  return first.from === spans[0]?.from && last.to === spans.at(-1)?.to;
}

/** The ordinal's item, or the paragraph where it is that item and nothing else. */
export function movableOfOrdinal(editor: Editor, path: Path): Movable | null {
  const index = path[0] ?? 0;
  const block = blocksOf(editor)[index];
  if (isLoneItem(block)) return { from: index, to: index + 1 };
  const item = itemSpans(editor, index).find(({ from }) => from === path[1]);
  return item ? { item } : null;
}

const MOVING: ReadonlySet<ParagraphRole> = new Set(['body', 'caption', 'measure']);

/** Title, addressee, signature, annexes and headings have their places; what belongs to a heading moves with it in the outline. */
export function canMove(block: Block | undefined): boolean {
  if (block?.type === 'table') return true;
  return block?.type === 'paragraph' && MOVING.has(block.role ?? 'body');
}

/** Moves what the caret stands in one place up or down, with its fields and comments. False where it can't go on. */
export function moveBy(editor: Editor, step: 1 | -1): boolean {
  const movable = movableAt(editor);
  const place = movable && neighbour(editor, movable, step);
  if (!movable || !place) return false;
  return moveTo(editor, movable, place);
}

function neighbour(editor: Editor, movable: Movable, step: 1 | -1): DropPlace | null {
  const blocks = blocksOf(editor);
  if ('item' in movable) {
    const { block, from, to } = movable.item;
    const spans = itemSpans(editor, block);
    if (step === -1) {
      const before = spans.findLast((span) => span.to === from);
      if (before) return { before: [block, before.from] };
      return besideRun(blocks, block, block - 1);
    }
    const after = spans.find((span) => span.from === to);
    if (after) {
      const next = spans.find((span) => span.from === after.to);
      return next ? { before: [block, next.from] } : { endOf: block };
    }
    return besideRun(blocks, block, block + 1);
  }
  // Not above the words that lead in to a run: an item that has its paragraph joins the run, and goes on as one of it.
  const above = movable.from - 1;
  const single = movable.to - movable.from === 1 && isLoneItem(blocks[movable.from]);
  if (step === -1 && single && hasLeadIn(blocks[above])) return { endOf: above };
  if (step === -1) return canMove(blocks[above]) || isInnerHeading(blocks, above) ? { gap: above } : null;
  const below = blocks[movable.to];
  return canMove(below) || below?.type === 'heading' ? { gap: movable.to + 1 } : null;
}

/** At the near end of the items of the paragraph `to`; beside it where the items there have a paragraph each. */
function besideRun(blocks: readonly Block[], from: number, to: number): DropPlace | null {
  const [first] = ordinalsIn(blocks[to]);
  if (first === undefined) return null;
  const apart = isOneAParagraph(blocks, to) || (isLoneItem(blocks[to]) && hasLeadIn(blocks[from]));
  if (apart) return { gap: Math.max(from, to) };
  return to > from ? { before: [to, first] } : { endOf: to };
}

/** Words stand before the first item of the paragraph. */
function hasLeadIn(block: Block | undefined): boolean {
  return ordinalsIn(block).length > 0 && !startsWithOrdinal(block);
}

/** A heading with another before it: text may go above it, into the section before. */
function isInnerHeading(blocks: readonly Block[], index: number): boolean {
  return (
    blocks[index]?.type === 'heading' && blocks.slice(0, index).some((block) => block.type === 'heading')
  );
}

/** Whether moving it there would change anything, and is allowed. */
export function canDrop(editor: Editor, movable: Movable, place: DropPlace): boolean {
  const blocks = blocksOf(editor);
  if ('gap' in place) {
    const above = blocks[place.gap - 1];
    const below = blocks[place.gap];
    if (!above || above.type === 'signature' || (below !== undefined && isHead(below))) return false;
    return 'item' in movable || place.gap < movable.from || place.gap > movable.to;
  }
  const index = 'before' in place ? (place.before[0] ?? 0) : place.endOf;
  if (ordinalsIn(blocks[index]).length === 0) return false;
  if (!('item' in movable)) {
    // Only what is an item can become one among others.
    const lone = movable.to - movable.from === 1 && isLoneItem(blocks[movable.from]);
    return lone && index !== movable.from;
  }
  const { item } = movable;
  if (index !== item.block) return true;
  const at = 'before' in place ? (place.before[1] ?? 0) : (blocks[index] as ParagraphBlock).children.length;
  return at < item.from || at > item.to;
}

/** Title, document number, addressee: nothing goes before them. */
function isHead(block: Block): boolean {
  return (
    block.type === 'title' ||
    (block.type === 'paragraph' && (block.role === 'docnumber' || block.role === 'addressee'))
  );
}

/** Moves it there, as one step; the caret goes along. False where it can't. */
export function moveTo(editor: Editor, movable: Movable, place: DropPlace): boolean {
  if (!canDrop(editor, movable, place)) return false;
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      if ('item' in movable) moveItem(editor, movable.item, place);
      else if ('gap' in place) moveBlocks(editor, movable.from, movable.to, place.gap);
      else moveItem(editor, itemSpans(editor, movable.from)[0] as ItemSpan, place);
    });
  });
  return true;
}

function moveBlocks(editor: Editor, from: number, to: number, gap: number): void {
  // The fewest operations: over a short neighbour, the neighbour is what moves.
  if (gap === from - 1) Transforms.moveNodes(editor, { at: [from - 1], to: [to - 1] });
  else if (gap === to + 1) Transforms.moveNodes(editor, { at: [to], to: [from] });
  else if (gap < from) {
    for (let n = 0; n < to - from; n += 1) Transforms.moveNodes(editor, { at: [from + n], to: [gap + n] });
  } else {
    for (let n = 0; n < to - from; n += 1) Transforms.moveNodes(editor, { at: [from], to: [gap - 1] });
  }
}

function moveItem(editor: Editor, item: ItemSpan, place: DropPlace): void {
  let { block, from, to } = item;
  if (!('gap' in place)) swapEnds(editor, item, place);
  let target: Path;
  if ('gap' in place) {
    const paragraph = { type: 'paragraph', children: [{ text: '' }] } as unknown as Descendant;
    Transforms.insertNodes(editor, paragraph, { at: [place.gap] });
    if (place.gap <= block) block += 1;
    target = [place.gap, 1];
  } else if ('before' in place) target = place.before;
  else target = [place.endOf, (blocksOf(editor)[place.endOf] as ParagraphBlock).children.length];
  const [toBlock = 0, at = 0] = target;
  shareCarried(editor, block, toBlock);
  for (let n = 0; n < to - from; n += 1) {
    if (toBlock !== block) move(editor, [block, from], [toBlock, at + n]);
    else if (at <= from) move(editor, [block, from + n], [block, at + n]);
    else move(editor, [block, from], [block, at - 1]);
  }
  const left = blocksOf(editor)[block];
  // A paragraph that was this item and nothing else is gone with it.
  if (toBlock !== block && left && isBlank(left)) Transforms.removeNodes(editor, { at: [block] });
}

function move(editor: Editor, path: Path, newPath: Path): void {
  if (!Path.equals(path, newPath)) editor.apply({ type: 'move_node', path, newPath });
}

const ENDS = '；;。';

/**
 * “甲；乙；丙。”: the marks at the ends belong to the places, not to the items. Where an item changes places with its
 * neighbour in one paragraph, and one of the two ended the list, they exchange their marks.
 */
function swapEnds(editor: Editor, item: ItemSpan, place: DropPlace): void {
  const spans = itemSpans(editor, item.block);
  const toEnd = 'endOf' in place && place.endOf === item.block;
  const fromEnd = 'before' in place && place.before[0] === item.block && item.to === spans.at(-1)?.to;
  if (!toEnd && !fromEnd) return;
  // Which item stands last now, and which one will.
  const last = toEnd ? spans.at(-1) : item;
  const next = toEnd ? item : spans.findLast((span) => span.to === item.from);
  const a = last && endMark(editor, last);
  const b = next && endMark(editor, next);
  if (!a || !b || a.mark === b.mark) return;
  for (const [spot, mark] of [
    [a, b.mark],
    [b, a.mark],
  ] as const) {
    // In this order the caret stays on its side of the mark.
    editor.apply({ type: 'insert_text', path: spot.path, offset: spot.offset + 1, text: mark });
    editor.apply({ type: 'remove_text', path: spot.path, offset: spot.offset, text: spot.mark });
  }
}

function endMark(editor: Editor, span: ItemSpan): { path: Path; offset: number; mark: string } | null {
  const { children } = blocksOf(editor)[span.block] as ParagraphBlock;
  for (let at = span.to - 1; at > span.from; at -= 1) {
    const node = children[at] as Inline;
    if (!isText(node)) return null;
    const words = node.text.trimEnd();
    if (words === '') continue;
    const mark = words.at(-1) ?? '';
    // What is tracked stays as it was written.
    if (!ENDS.includes(mark) || node.ins || node.del) return null;
    return { path: [span.block, at], offset: words.length - 1, mark };
  }
  return null;
}

/** Sentences of last year stay known as such where they go. */
export function shareCarried(editor: Editor, from: number, to: number): void {
  const source = carriedAt(editor, from);
  const target = carriedAt(editor, to);
  if (!source || from === to || (target && target.year !== source.year)) return;
  const keys = [...new Set([...(target?.keys ?? []), ...source.keys])];
  if (keys.length === target?.keys.length) return;
  Transforms.setNodes(editor, { carried: { year: source.year, keys } } as object, { at: [to] });
}

function carriedAt(editor: Editor, index: number): Carried | undefined {
  return (Node.get(editor, [index]) as unknown as { carried?: Carried }).carried;
}
