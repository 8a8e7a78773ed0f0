import type { Element } from './xml.ts';
import { mergeInto } from './delete.ts';
import { markProps, setDeleted } from './revise.ts';
import { cellsOf, nextBlock, rowsOf } from './view.ts';
import { allW, childW, copyOf, docOf, drop, getW, isW, kids, makeW, parentOf, unwrap, upW } from './xml.ts';

/** Whether a change is to be decided. */
export type Which = (change: Element) => boolean;
/** What is decided about it. */
export type Decision = 'accept' | 'reject';

const PROPERTY_CHANGES = ['rPrChange', 'pPrChange', 'sectPrChange', 'tblPrChange', 'tblGridChange'];
const MORE_CHANGES = ['trPrChange', 'tcPrChange', 'tblPrExChange', 'numberingChange'];

/** Accepts or rejects changes, as Word's Review tab does; `which` chooses among them. */
export function decide(story: Element, decision: Decision, which: Which = () => true): void {
  decideRows(story, decision, which);
  decideCells(story, decision, which);
  const kept = decision === 'accept' ? ['ins', 'moveTo'] : ['del', 'moveFrom'];
  const gone = decision === 'accept' ? ['del', 'moveFrom'] : ['ins', 'moveTo'];
  const marks: { p: Element; change: Element }[] = [];
  for (const change of allW(story, 'ins', 'del', 'moveFrom', 'moveTo')) {
    if (!which(change) || !story.contains(change)) continue;
    const parent = parentOf(change);
    if (isW(parent, 'rPr')) {
      const p = upW(parent, 'p');
      if (p && isW(change, ...gone)) marks.push({ p, change });
      drop(change);
    } else if (!isW(parent, 'trPr')) {
      if (isW(change, ...gone)) dropChange(change);
      else keepContent(change, kept);
    }
  }
  for (const { p, change } of marks) if (story.contains(p)) endMark(p, change);
  decideProperties(story, decision, which);
  for (const marker of allW(story, 'moveFromRangeStart', 'moveToRangeStart')) {
    if (which(marker)) dropRange(story, marker);
  }
}

function dropChange(change: Element): void {
  let parent = parentOf(change);
  drop(change);
  while (isW(parent, 'hyperlink', 'fldSimple', 'smartTag') && !kids(parent).some((kid) => isW(kid, 'r'))) {
    if (allW(parent, 'r', 'bookmarkStart', 'commentRangeStart').length > 0) break;
    const outer = parentOf(parent);
    drop(parent);
    parent = outer;
  }
}

function keepContent(change: Element, kept: string[]): void {
  if (kept.includes('del') && isW(change, 'del')) {
    for (const run of allW(change, 'r')) if (upW(run, 'del') === change) setDeleted(run, false);
  }
  unwrap(change);
}

/** A mark that is gone joins its paragraph with the next; before a table only an empty paragraph goes. */
function endMark(p: Element, change: Element): void {
  const next = nextBlock(p, 'final');
  if (isW(next, 'p')) mergeInto(p, next);
  else if (next && allW(p, 'r').length === 0) drop(p);
  else if (next && allW(p, 'r').every((run) => upW(run, 'del', 'moveFrom'))) {
    // The text is still to be decided, so the paragraph cannot go yet and its mark stays as it was.
    const mark = markProps(p);
    mark.insertBefore(change, mark.firstChild);
  }
}

function decideRows(story: Element, decision: Decision, which: Which): void {
  const gone = decision === 'accept' ? 'del' : 'ins';
  for (const table of allW(story, 'tbl')) {
    for (const row of rowsOf(table)) {
      const props = childW(row, 'trPr');
      const changes = props ? kids(props).filter((kid) => isW(kid, 'ins', 'del') && which(kid)) : [];
      if (changes.some((change) => isW(change, gone))) drop(row);
      else for (const change of changes) drop(change);
    }
    if (rowsOf(table).length === 0) drop(table);
  }
}

function decideCells(story: Element, decision: Decision, which: Which): void {
  const gone = decision === 'accept' ? 'cellDel' : 'cellIns';
  for (const row of allW(story, 'tr')) {
    for (const cell of cellsOf(row)) {
      const props = childW(cell, 'tcPr');
      const changes = props ? kids(props).filter((kid) => isW(kid, 'cellIns', 'cellDel') && which(kid)) : [];
      if (changes.some((change) => isW(change, gone))) drop(cell);
      else for (const change of changes) drop(change);
    }
  }
}

function decideProperties(story: Element, decision: Decision, which: Which): void {
  for (const change of allW(story, ...PROPERTY_CHANGES, ...MORE_CHANGES)) {
    if (!which(change)) continue;
    const props = parentOf(change);
    const old = kids(change)[0];
    drop(change);
    if (decision === 'accept' || !old) continue;
    // The old properties leave out what is not tracked: the mark's run properties and the section.
    const kept = kids(props).filter((kid) => isW(kid, 'rPr', 'sectPr', 'ins', 'del', 'moveFrom', 'moveTo'));
    const isParagraph = props.localName === 'pPr';
    for (const kid of kids(props)) if (!kept.includes(kid)) drop(kid);
    for (const kid of kids(old)) {
      if (isParagraph) props.insertBefore(copyOf(kid), kept[0] ?? null);
      else props.appendChild(copyOf(kid));
    }
  }
}

function dropRange(story: Element, start: Element): void {
  const id = getW(start, 'id');
  const end = (start.localName ?? '').replace('Start', 'End');
  for (const marker of allW(story, end)) if (getW(marker, 'id') === id) drop(marker);
  drop(start);
}

/** Gives every cell and the body a paragraph to end with, as the schema demands. */
export function endCells(story: Element): void {
  for (const cell of allW(story, 'tc')) {
    if (!isW(kids(cell).at(-1), 'p', 'sdt')) cell.appendChild(makeW(docOf(cell), 'p'));
  }
}
