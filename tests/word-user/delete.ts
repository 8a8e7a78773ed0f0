import type { Range } from './fields.ts';
import type { Pen } from './revise.ts';
import type { Selection } from './select.ts';
import type { Element } from './xml.ts';
import { bookmarksIn, dropBookmark } from './bookmarks.ts';
import { WRAPS, changeMark, isOwn, makeChange, setDeleted, wrapIn } from './revise.ts';
import { select } from './select.ts';
import { rowsOf, markHas } from './view.ts';
import { allW, childW, drop, getW, insertAfter, isW, kids, makeW, docOf, parentOf, upW } from './xml.ts';

/** What a deletion took away with the text: the identifiers of comments whose text is gone. */
export type Deleted = { range: Range; comments: string[] };

/** Deletes a range of the final view, tracked or not (17.13.5.14, 17.13.5.15). */
export function deleteRange(story: Element, wanted: Range, pen: Pen): Deleted {
  const selection = select(story, wanted);
  const { range, view } = selection;
  const comments = pen.tracking ? [] : dropAnnotations(story, selection);
  deleteTablesBetween(selection, pen);
  const marks = view.slice(range.from.p, range.to.p).flatMap((paragraph) => paragraph.ps.slice(-1));
  if (pen.tracking) for (const run of selection.runs) deleteRunTracked(run, pen);
  else removeRuns(selection.all, range);
  for (const p of marks) {
    if (p.parentNode) deleteMark(p, pen);
  }
  return { range, comments };
}

/** Deletes one run with tracking on. */
export function deleteRunTracked(run: Element, pen: Pen): void {
  // A run of a row that was taken out before has no place any more.
  if (!run.parentNode) return;
  const wrap = upW(run, ...WRAPS);
  if (wrap && isW(wrap, 'del', 'moveFrom')) return;
  if (wrap && isW(wrap, 'ins') && isOwn(wrap, pen)) {
    // One's own insertion has never been there for anybody else: it goes without a trace.
    removeRun(run);
    return;
  }
  setDeleted(run, true);
  wrapIn([run], 'del', pen);
}

/** Takes a run out, with the change, hyperlink or simple field that it leaves empty. */
export function removeRun(run: Element): void {
  let parent = parentOf(run);
  drop(run);
  while (isW(parent, ...WRAPS, 'hyperlink', 'fldSimple', 'smartTag') && !parent.firstChild) {
    const outer = parentOf(parent);
    drop(parent);
    parent = outer;
  }
}

function removeRuns(runs: Element[], range: Range): void {
  const controls = new Set(runs.flatMap((run) => upW(run, 'sdt') ?? []));
  const covered = new Set(runs);
  const outside = runs.some((run) => !upW(run, 'sdt')) || range.from.p !== range.to.p;
  for (const run of runs) removeRun(run);
  for (const control of controls) {
    const content = childW(control, 'sdtContent');
    if (!content || !upW(control, 'p') || allW(content, 'r', 'p').some((left) => !covered.has(left)))
      continue;
    const isWhole = outside || controls.size > 1;
    const props = childW(control, 'sdtPr');
    const lock = props && childW(props, 'lock');
    if (isWhole && !(lock && getW(lock, 'val') === 'sdtLocked')) drop(control);
    else showPlaceholder(control, content);
  }
}

/** An emptied control shows its placeholder, which is not text of the document (17.5.2.39). */
function showPlaceholder(control: Element, content: Element): void {
  const doc = docOf(control);
  const props = childW(control, 'sdtPr');
  if (!props || !upW(control, 'p')) return;
  if (!childW(props, 'showingPlcHdr')) {
    // CT_SdtPr puts showingPlcHdr before the choice of the control's type.
    const types = ['richText', 'text', 'date', 'comboBox', 'dropDownList', 'equation', 'picture', 'group'];
    const type = kids(props).find((kid) => isW(kid, ...types));
    props.insertBefore(makeW(doc, 'showingPlcHdr'), type ?? null);
  }
  const run = makeW(doc, 'r');
  const runProps = makeW(doc, 'rPr');
  runProps.appendChild(makeW(doc, 'rStyle', { val: 'PlaceholderText' }));
  run.appendChild(runProps);
  const text = makeW(doc, 't');
  text.textContent = '单击或点击此处输入文字。';
  run.appendChild(text);
  content.appendChild(run);
}

/** Deletes the mark of a paragraph, so that its text runs on into the next paragraph. */
export function deleteMark(p: Element, pen: Pen): void {
  const next = nextSiblingParagraph(p);
  const inserted = markHas(p, 'ins');
  const isOwnMark = inserted && isOwn(inserted, pen);
  if (next && (!pen.tracking || isOwnMark)) mergeInto(p, next, pen.tracking ? 'later' : pen.joinKeeps);
  else if (pen.tracking && !markHas(p, 'del', 'moveFrom')) changeMark(p, 'del', pen);
}

function nextSiblingParagraph(p: Element): Element | undefined {
  const following = kids(parentOf(p));
  const rest = following.slice(following.indexOf(p) + 1);
  const next = rest.find((kid) => isW(kid, 'p', 'tbl', 'sdt', 'customXml'));
  return isW(next, 'p') ? next : undefined;
}

/**
 * Joins a paragraph with the following one. By the standard the later paragraph's mark, and so its properties, stay;
 * newer versions of Word keep the earlier paragraph's properties when it has text and tracking is off.
 */
export function mergeInto(p: Element, next: Element, keep: 'later' | 'earlier' = 'later'): void {
  const hasText = allW(p, 't', 'tab', 'drawing').length > 0;
  if (keep === 'earlier' && hasText) takeProperties(p, next);
  const first = kids(next).find((kid) => !isW(kid, 'pPr')) ?? null;
  for (const kid of kids(p)) if (!isW(kid, 'pPr')) next.insertBefore(kid, first);
  drop(p);
}

/** The section and the changes of the later mark stay, since the mark itself does. */
function takeProperties(from: Element, to: Element): void {
  const source = childW(from, 'pPr');
  const old = childW(to, 'pPr');
  const kept = old ? kids(old).filter((kid) => isW(kid, 'rPr', 'sectPr', 'pPrChange')) : [];
  const made = makeW(docOf(to), 'pPr');
  for (const kid of source ? kids(source) : []) {
    if (!isW(kid, 'rPr', 'sectPr', 'pPrChange')) made.appendChild(kid);
  }
  for (const kid of kept) made.appendChild(kid);
  if (old) drop(old);
  if (made.firstChild) to.insertBefore(made, to.firstChild);
}

function deleteTablesBetween({ view, range }: Selection, pen: Pen): void {
  const first = view[range.from.p]?.ps.at(-1);
  const last = view[range.to.p]?.ps[0];
  if (!first || !last || range.from.p === range.to.p) return;
  const tables: Element[] = [];
  for (let at = first.nextSibling; at && at !== last; at = at.nextSibling)
    if (isW(at, 'tbl')) tables.push(at);
  for (const table of tables) for (const row of rowsOf(table)) deleteRow(row, pen);
}

/** Deletes a row; tracked, the row and all its content are marked (17.13.5.12). */
export function deleteRow(row: Element, pen: Pen): void {
  const props = childW(row, 'trPr');
  const inserted = props && childW(props, 'ins');
  if (!pen.tracking || (inserted && isOwn(inserted, pen))) {
    const table = upW(row, 'tbl');
    drop(row);
    if (table && rowsOf(table).length === 0) drop(table);
    return;
  }
  if (props && childW(props, 'del')) return;
  rowChange(row, 'del', pen);
  for (const run of allW(row, 'r')) if (!upW(run, 'r')) deleteRunTracked(run, pen);
  for (const p of allW(row, 'p')) if (!markHas(p, 'del', 'moveFrom')) changeMark(p, 'del', pen);
}

/** Puts an insertion or deletion on a row; CT_TrPr ends with ins, del, trPrChange (17.4.81). */
export function rowChange(row: Element, kind: 'ins' | 'del', pen: Pen): void {
  const doc = docOf(row);
  let props = childW(row, 'trPr');
  if (!props) {
    props = makeW(doc, 'trPr');
    const before = childW(row, 'tblPrEx');
    if (before) insertAfter(props, before);
    else row.insertBefore(props, row.firstChild);
  }
  const later = kids(props).find((kid) => isW(kid, ...(kind === 'ins' ? ['del'] : []), 'trPrChange'));
  const made = makeChange(doc, kind, pen);
  props.insertBefore(made, later ?? null);
}

/** Word drops a bookmark and a comment when all their text is deleted without tracking. */
export function dropAnnotations(story: Element, selection: Selection): string[] {
  const covered = new Set(selection.runs);
  for (const mark of bookmarksIn(story)) {
    if (mark.runs.length > 0 && mark.runs.every((run) => covered.has(run))) dropBookmark(mark);
  }
  const comments: string[] = [];
  for (const mark of bookmarksIn(story, 'commentRange')) {
    if (mark.runs.length > 0 && mark.runs.every((run) => covered.has(run))) comments.push(mark.id);
  }
  for (const run of selection.all) {
    for (const reference of allW(run, 'commentReference')) comments.push(getW(reference, 'id') ?? '');
  }
  return [...new Set(comments)];
}
