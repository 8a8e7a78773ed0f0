import type { Place, Range } from './fields.ts';
import type { Pen } from './revise.ts';
import type { VisibleParagraph } from './view.ts';
import type { Element } from './xml.ts';
import { copyParagraph, copyRange, copyRuns, liftBookmarks } from './clipboard.ts';
import { deleteRange } from './delete.ts';
import { compare } from './fields.ts';
import { pointAt, putInline } from './insert.ts';
import { changeMark, freshId, wrapIn } from './revise.ts';
import { Refused, lockedAround, select, snapRange } from './select.ts';
import { OBJECT, markHas, viewOf } from './view.ts';
import { allW, docOf, insertAfter, isW, kids, makeW, upW } from './xml.ts';

/** How text is moved: marked as a move (17.13.5.22 and 17.13.5.25), or cut and pasted. */
export type MoveKind = 'marked' | 'cut';
/** Whether the bookmarks of the moved text go along. */
export type BookmarkFate = 'follow' | 'stay';
/** What was moved where. */
export type Moved = { range: Range; kind: MoveKind; comments: string[] };

/** Moves text inside one paragraph to a place outside of it. */
export function moveText(
  story: Element,
  wanted: Range,
  to: Place,
  pen: Pen,
  how: MoveKind,
  fate: BookmarkFate,
): Moved {
  const range = snapRange(story, wanted);
  if (range.from.p !== range.to.p) throw new Refused('Only text of one paragraph is moved this way.');
  if (compare(range.from, to) < 0 && compare(to, range.to) < 0) {
    throw new Refused('Text cannot be moved into itself.');
  }
  // A place that takes no text has to be refused before anything is changed.
  pointAt(story, to, 'outside');
  const { runs, view } = select(story, range);
  checkNotes(view, range);
  const kind =
    how === 'marked' && pen.tracking && runs.every((run) => !upW(run, 'ins', 'moveTo')) ? 'marked' : 'cut';
  const nodes = copyRuns(runs);
  const name = kind === 'marked' ? moveName(story) : '';
  // The later of the two edits is done first, so that the earlier place stays what it was.
  const isForward = compare(range.to, to) <= 0;
  const marks = fate === 'follow' ? liftBookmarks(story, runs) : [];
  const put = () => {
    const point = pointAt(story, to, 'outside');
    putInline(point, nodes, pen, kind === 'marked' ? 'moveTo' : 'ins');
    for (const { start, end } of marks) aroundNodes(nodes, start, end);
    if (kind === 'marked') markRange(nodes, 'moveTo', name, pen);
  };
  if (isForward) put();
  const comments =
    kind === 'marked' ? leaveMarked(story, range, name, pen) : deleteRange(story, range, pen).comments;
  if (!isForward) put();
  return { range, kind, comments };
}

/** Copies text and pastes it elsewhere. Returns the text that was pasted. */
export function copyText(story: Element, wanted: Range, to: Place, pen: Pen): Range {
  const range = snapRange(story, wanted);
  if (range.from.p !== range.to.p) throw new Refused('Only text of one paragraph is copied this way.');
  checkNotes(viewOf(story), range);
  const nodes = copyRange(story, range);
  putInline(pointAt(story, to, 'outside'), nodes, pen);
  return range;
}

/** Moves whole paragraphs to before another paragraph. */
export function moveParagraphs(
  story: Element,
  first: number,
  count: number,
  before: number,
  pen: Pen,
  how: MoveKind,
  fate: BookmarkFate,
): Moved {
  if (before >= first && before <= first + count)
    throw new Refused('Paragraphs cannot be moved into themselves.');
  const range = { from: { p: first, o: 0 }, to: { p: first + count, o: 0 } };
  const snapped = snapRange(story, range);
  if (compare(snapped.from, range.from) !== 0 || compare(snapped.to, range.to) !== 0) {
    throw new Refused('A field goes over the ends of the paragraphs.');
  }
  const { runs, view } = select(story, range);
  checkNotes(view, range);
  const target = view[before]?.ps[0];
  if (!target || lockedAround(target)) throw new Refused('There is no such paragraph to edit.');
  const sources = view.slice(first, first + count);
  if (sources.some(({ cell }) => cell !== sources[0]?.cell)) throw new Refused('A table is between.');
  const isClean =
    runs.every((run) => !upW(run, 'ins', 'moveTo')) &&
    sources.every(({ ps }) => ps.length === 1 && ps.every((p) => !markHas(p, 'ins', 'moveTo')));
  const kind = how === 'marked' && pen.tracking && isClean ? 'marked' : 'cut';
  const name = kind === 'marked' ? moveName(story) : '';
  const marks = fate === 'follow' ? liftBookmarks(story, runs) : [];
  const made = sources.map(({ ps }) => {
    const last = ps.at(-1);
    if (!last) throw new Error('A visible paragraph has no element.');
    return copyParagraph(last, copyRuns(runs.filter((run) => ps.some((p) => p.contains(run)))));
  });
  const comments =
    kind === 'marked' ? leaveMarked(story, range, name, pen) : deleteRange(story, range, pen).comments;
  // The deletion may have merged the target's element with the one before, so it is looked up again.
  const place = target.parentNode ? target : viewOf(story)[before]?.ps[0];
  if (!place?.parentNode) throw new Error('The target paragraph is gone.');
  for (const p of made) {
    place.parentNode.insertBefore(p, place);
    if (!pen.tracking) continue;
    const kindOfChange = kind === 'marked' ? 'moveTo' : 'ins';
    changeMark(p, kindOfChange, pen);
    const content = kids(p).filter((kid) => !isW(kid, 'pPr'));
    wrapIn(content, kindOfChange, pen);
  }
  const nodes = made.flatMap((p) => kids(p).filter((kid) => !isW(kid, 'pPr')));
  for (const { start, end } of marks) aroundNodes(nodes, start, end);
  if (kind === 'marked') markParagraphs(made, 'moveTo', name, pen);
  return { range, kind, comments };
}

/** A note belongs to one reference only, so text with a note reference or picture is not moved by the model. */
function checkNotes(view: VisibleParagraph[], { from, to }: Range): void {
  for (let p = from.p; p <= to.p; p += 1) {
    const text = view[p]?.atoms.map((atom) => atom.ch) ?? [];
    const part = text.slice(p === from.p ? from.o : 0, p === to.p ? to.o : text.length);
    if (part.includes(OBJECT)) throw new Refused('The text has a note or a picture.');
  }
}

function leaveMarked(story: Element, range: Range, name: string, pen: Pen): string[] {
  const { runs, view } = select(story, range);
  for (const run of runs) wrapIn([run], 'moveFrom', pen);
  const sources = view.slice(range.from.p, range.to.p).flatMap(({ ps }) => ps);
  for (const p of sources) changeMark(p, 'moveFrom', pen);
  if (sources.length > 0) markParagraphs(sources, 'moveFrom', name, pen);
  else markRange(runs, 'moveFrom', name, pen);
  return [];
}

function moveName(story: Element): string {
  const used = new Set(allW(story, 'moveFromRangeStart').map((start) => start.getAttribute('w:name')));
  let number = used.size + 1;
  while (used.has(`move${number}`)) number += 1;
  // Word names a move by a number that it counts up; any unique name is allowed.
  return `move${number}`;
}

function rangeMarkers(near: Element, kind: string, name: string, pen: Pen): { start: Element; end: Element } {
  const id = freshId(docOf(near));
  const who = { author: pen.author, date: pen.date };
  return {
    start: makeW(docOf(near), `${kind}RangeStart`, { id, ...who, name }),
    end: makeW(docOf(near), `${kind}RangeEnd`, { id }),
  };
}

function markRange(nodes: Element[], kind: 'moveFrom' | 'moveTo', name: string, pen: Pen): void {
  const first = nodes[0];
  if (!first) return;
  const { start, end } = rangeMarkers(first, kind, name, pen);
  aroundNodes(nodes, start, end);
}

function markParagraphs(ps: Element[], kind: 'moveFrom' | 'moveTo', name: string, pen: Pen): void {
  const first = ps[0];
  const last = ps.at(-1);
  if (!first || !last) return;
  const { start, end } = rangeMarkers(first, kind, name, pen);
  const content = kids(first).find((kid) => !isW(kid, 'pPr'));
  first.insertBefore(start, content ?? null);
  // The end comes after the last moved mark, between paragraphs.
  insertAfter(end, last);
}

const outer = (node: Element): Element => upW(node, 'ins', 'moveTo', 'moveFrom') ?? node;

function aroundNodes(nodes: Element[], start: Element, end: Element): void {
  const first = nodes[0] && outer(nodes[0]);
  const last = nodes.at(-1);
  if (!first || !last) return;
  first.parentNode?.insertBefore(start, first);
  insertAfter(end, outer(last));
}
