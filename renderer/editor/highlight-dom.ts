import { isInlineVoid } from '../../shared/document/guards.ts';
import { piecesBetween, type Piece, type Reading } from '../../shared/document/reading.ts';
import type { ReportEditor } from './create-report-editor.ts';
import { elementOf, elementOfNode } from './node-element.ts';
import { firstWhere } from '../../shared/text/first-where.ts';

/**
 * The blocks in the window and one window's height around it: from and up to (exclusive). Looks at a few blocks only,
 * however long the report is.
 */
export function windowOf(editor: ReportEditor, count: number): [from: number, to: number] {
  const height = window.innerHeight;
  const from = firstWhere(count, (index) => (boxOf(editor, index, count)?.bottom ?? 0) > -height);
  const to = firstWhere(count, (index) => (boxOf(editor, index, count)?.top ?? Infinity) > 2 * height);
  return [from, Math.max(from, to)];
}

/** The box of a block; of the next one that is drawn where it is folded away. */
function boxOf(editor: ReportEditor, index: number, count: number): DOMRect | null {
  for (let at = index; at < count; at += 1) {
    const element = elementOf(editor, at);
    if (element && element.getClientRects().length > 0) return element.getBoundingClientRect();
  }
  return null;
}

/** The characters `from` up to `to` of a reading, as a range of the page; null where they are not drawn. */
export function domRangeOf(editor: ReportEditor, reading: Reading, from: number, to: number): Range | null {
  const pieces = piecesBetween(reading, from, to);
  const [first] = pieces;
  const last = pieces.at(-1);
  if (!first || !last) return null;
  const start = boundary(editor, first, from, 'start');
  const end = boundary(editor, last, to, 'end');
  if (!start || !end) return null;
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

function boundary(
  editor: ReportEditor,
  piece: Piece,
  at: number,
  side: 'start' | 'end',
): { node: Text; offset: number } | null {
  const element = elementOfNode(editor, piece.node);
  const texts = element ? textsOf(element) : [];
  const last = texts.at(-1);
  if (!last) return null;
  let offset = Math.min(Math.max(at, piece.from), piece.to) - piece.from;
  // A field that shows a mask or a gap instead of what it reads like is marked as a whole.
  const drawn = texts.reduce((sum, text) => sum + text.length, 0);
  if (isInlineVoid(piece.node) && drawn !== piece.to - piece.from) offset = side === 'start' ? 0 : drawn;
  for (const text of texts) {
    if (offset < text.length || (side === 'end' && offset === text.length)) return { node: text, offset };
    offset -= text.length;
  }
  return { node: last, offset: last.length };
}

/** The text nodes that hold what is read; not those that only hold the caret. */
function textsOf(element: HTMLElement): Text[] {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest('[data-slate-zero-width]')) texts.push(node as Text);
  }
  return texts;
}

/**
 * Scrolls what holds the page so that the range (or its block) is seen, in the middle where it was not.
 * @param cover what floats over the page and must not hide it
 */
export function scrollToRange(range: Range | null, element: HTMLElement | null, cover: Element | null): void {
  const inside = range?.startContainer.parentElement ?? element;
  const scroller = inside && scrollerOf(inside);
  const box = (range ?? element)?.getBoundingClientRect();
  if (!scroller || !box) return;
  const view = scroller.getBoundingClientRect();
  const over = cover?.getBoundingClientRect();
  const hidden = over && box.top < over.bottom && box.bottom > over.top && box.right > over.left;
  const margin = Math.min(64, view.height / 6);
  if (!hidden && box.top >= view.top + margin && box.bottom <= view.bottom - margin) return;
  const top = hidden && over.bottom < view.bottom - 2 * margin ? over.bottom : view.top;
  scroller.scrollTop += box.top + Math.min(box.height, view.height) / 2 - (top + view.bottom) / 2;
}

/** What scrolls the page of the report, or whatever else holds the element. */
export function scrollerOf(element: HTMLElement): HTMLElement | null {
  const desk = element.closest<HTMLElement>('.desk');
  if (desk) return desk;
  for (let at: HTMLElement | null = element; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if ((overflowY === 'auto' || overflowY === 'scroll') && at.scrollHeight > at.clientHeight) return at;
  }
  return null;
}
