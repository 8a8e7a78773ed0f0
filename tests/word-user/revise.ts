import type { Document, Element } from './xml.ts';
import { allW, childW, docOf, drop, getW, insertAfter, isW, kids, makeW, parentOf } from './xml.ts';

/** Who edits, when, and whether Word's Track Changes is on. */
export type Pen = {
  author: string;
  date: string;
  tracking: boolean;
  rsid: string;
  /** Whose properties a paragraph has after joining two without tracking. */
  joinKeeps: 'later' | 'earlier';
};

/** The wrappers of inline changes (17.13.5.14, .18, .22, .25). */
export const WRAPS = ['ins', 'del', 'moveFrom', 'moveTo'] as const;
/** One kind of inline change. */
export type Wrap = (typeof WRAPS)[number];

const ID_HOLDERS = [
  ...WRAPS,
  'rPrChange',
  'pPrChange',
  'sectPrChange',
  'tblPrChange',
  'trPrChange',
  'tcPrChange',
  'numberingChange',
  'cellIns',
  'cellDel',
  'cellMerge',
  'bookmarkStart',
  'moveFromRangeStart',
  'moveToRangeStart',
  'customXmlInsRangeStart',
  'customXmlDelRangeStart',
];

/** All elements that take a number from the common sequence of annotation identifiers. */
export function annotationsOf(root: Element): Element[] {
  return allW(root, ...ID_HOLDERS);
}

const nextIds = new WeakMap<Document, number>();

/** An annotation identifier that is not used yet in this part. */
export function freshId(doc: Document): string {
  let next = nextIds.get(doc);
  if (next === undefined) {
    next = 0;
    const root = doc.documentElement;
    for (const holder of root ? annotationsOf(root) : []) {
      next = Math.max(next, Number(getW(holder, 'id') ?? 0));
    }
  }
  nextIds.set(doc, next + 1);
  return String(next + 1);
}

/** A new element of a change with its identifier, author and date. */
export function makeChange(doc: Document, kind: string, pen: Pen): Element {
  return makeW(doc, kind, { id: freshId(doc), author: pen.author, date: pen.date });
}

/** Whether the change was made by this author. */
export const isOwn = (change: Element, pen: Pen): boolean => getW(change, 'author') === pen.author;

/** Whether two changes would be one in Word: same kind, author and minute. */
export function sameChange(a: Element, b: Element): boolean {
  return (
    a.localName === b.localName &&
    getW(a, 'author') === getW(b, 'author') &&
    getW(a, 'date') === getW(b, 'date')
  );
}

/** Wraps inline nodes that are next to each other, joining an adjacent change of the same author and minute. */
export function wrapIn(nodes: Element[], kind: Wrap, pen: Pen): void {
  const first = nodes[0];
  if (!first) return;
  const wrap = makeChange(docOf(first), kind, pen);
  parentOf(first).insertBefore(wrap, first);
  for (const node of nodes) wrap.appendChild(node);
  joinNeighbours(wrap);
}

/** Joins a change with the change before and after it when Word would show one change. */
export function joinNeighbours(wrap: Element): void {
  const before = wrap.previousSibling;
  if (isW(before, ...WRAPS) && sameChange(before, wrap)) {
    for (const kid of kids(before).reverse()) wrap.insertBefore(kid, wrap.firstChild);
    drop(before);
  }
  const after = wrap.nextSibling;
  if (isW(after, ...WRAPS) && sameChange(after, wrap)) {
    for (const kid of kids(after)) wrap.appendChild(kid);
    drop(after);
  }
}

/** Turns the text of a run into deleted text (17.3.3.7, 17.16.13) or back. */
export function setDeleted(run: Element, deleted: boolean): void {
  const names: [string, string][] = [
    ['t', 'delText'],
    ['instrText', 'delInstrText'],
  ];
  for (const [plain, gone] of names) {
    const [from, to] = deleted ? [plain, gone] : [gone, plain];
    for (const old of kids(run).filter((kid) => isW(kid, from))) {
      const made = makeW(docOf(old), to);
      made.setAttribute('xml:space', 'preserve');
      made.textContent = old.textContent ?? '';
      insertAfter(made, old);
      drop(old);
    }
  }
}

/** The properties of a paragraph's mark, made when absent and put where the schema wants them. */
export function markProps(p: Element): Element {
  const doc = docOf(p);
  let props = childW(p, 'pPr');
  if (!props) {
    props = makeW(doc, 'pPr');
    p.insertBefore(props, p.firstChild);
  }
  let mark = childW(props, 'rPr');
  if (!mark) {
    mark = makeW(doc, 'rPr');
    // CT_PPr ends with rPr, sectPr, pPrChange (17.3.1.26).
    const later = kids(props).find((kid) => isW(kid, 'sectPr', 'pPrChange'));
    props.insertBefore(mark, later ?? null);
  }
  return mark;
}

/** Puts a change on a paragraph's mark; CT_ParaRPr starts with ins, del, moveFrom, moveTo in this order. */
export function changeMark(p: Element, kind: Wrap, pen: Pen): void {
  const mark = markProps(p);
  const rank = ['ins', 'del', 'moveFrom', 'moveTo'];
  const made = makeChange(docOf(p), kind, pen);
  const later = kids(mark).find(
    (kid) => !isW(kid, ...rank) || rank.indexOf(kid.localName ?? '') > rank.indexOf(kind),
  );
  mark.insertBefore(made, later ?? null);
}

/** The changes on a paragraph's mark taken away. */
export function clearMark(p: Element, ...kinds: string[]): void {
  const props = childW(p, 'pPr');
  const mark = props && childW(props, 'rPr');
  if (!mark) return;
  for (const kid of kids(mark)) if (isW(kid, ...kinds)) drop(kid);
  if (!mark.firstChild) drop(mark);
}
