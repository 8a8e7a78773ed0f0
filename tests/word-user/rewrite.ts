import type { DocxPackage } from './package.ts';
import type { Pen } from './revise.ts';
import type { Element } from './xml.ts';
import { toComplex } from './fields.ts';
import { splitRun } from './place.ts';
import { annotationsOf } from './revise.ts';
import { allW, childW, docOf, drop, getW, insertAfter, isW, kids, makeW, parentOf, setW } from './xml.ts';

/** Word writes a field as a complex one once its result holds changes or comments. */
export function complexFields(root: Element): void {
  for (const simple of allW(root, 'fldSimple')) {
    const inner = allW(simple, 'ins', 'del', 'moveFrom', 'moveTo', 'rPrChange', 'commentRangeStart');
    if (inner.length > 0) toComplex(simple);
  }
}

/** Gives paragraphs and runs the revision save identifiers of this session. */
export function addRsids(pkg: DocxPackage, root: Element, pen: Pen): void {
  for (const p of allW(root, 'p')) {
    if (!getW(p, 'rsidR')) setW(p, 'rsidR', pen.rsid);
    if (!getW(p, 'rsidRDefault')) setW(p, 'rsidRDefault', pen.rsid);
  }
  for (const [index, run] of allW(root, 'r').entries()) {
    if (index % 5 === 0 && !getW(run, 'rsidRPr')) setW(run, 'rsidRPr', pen.rsid);
  }
  const part = pkg.related('settings');
  if (!part) return;
  const settings = pkg.root(part);
  let list = childW(settings, 'rsids');
  if (!list) {
    list = makeW(docOf(settings), 'rsids');
    // CT_Settings has rsids after compat and docVars.
    const before = kids(settings).findLast((kid) => isW(kid, 'compat', 'docVars'));
    if (!before) return;
    insertAfter(list, before);
    list.appendChild(makeW(docOf(settings), 'rsidRoot', { val: pen.rsid }));
  }
  if (!kids(list).some((kid) => getW(kid, 'val') === pen.rsid)) {
    list.appendChild(makeW(docOf(settings), 'rsid', { val: pen.rsid }));
  }
}

/** Cuts runs as the proofing tools do; every third cut leaves a `w:proofErr` pair around the second half. */
export function splitRuns(root: Element, seed: number): void {
  for (const old of allW(root, 'proofErr')) drop(old);
  for (const [index, run] of allW(root, 'r').entries()) {
    if ((index * 7 + seed) % 4 !== 0) continue;
    const texts: Element[] = kids(run).filter((kid) => !isW(kid, 'rPr'));
    const [text] = texts;
    if (texts.length !== 1 || !text || !['t', 'delText'].includes(text.localName ?? '')) continue;
    const length = text.textContent?.length ?? 0;
    // A pair of surrogates must not be cut.
    if (length < 4 || !/^[\u0020-\uD7FF]+$/u.test(text.textContent ?? '')) continue;
    const start = 1 + ((index + seed) % (length - 2));
    const second = splitRun({ ch: '', run, node: text, start });
    if (text.localName === 'delText' || (index + seed) % 3 !== 0) continue;
    parentOf(second).insertBefore(makeW(docOf(root), 'proofErr', { type: 'spellStart' }), second);
    insertAfter(makeW(docOf(root), 'proofErr', { type: 'spellEnd' }), second);
  }
}

/** Marks where pages broke when the document was last laid out. */
export function addRenderedBreaks(root: Element): void {
  for (const old of allW(root, 'lastRenderedPageBreak')) drop(old);
  for (const [index, run] of allW(root, 'r').entries()) {
    const first = kids(run).find((kid) => !isW(kid, 'rPr'));
    if (index % 40 === 17 && isW(first, 't')) {
      run.insertBefore(makeW(docOf(root), 'lastRenderedPageBreak'), first);
    }
  }
}

/** Numbers all annotations anew from 0, and the comments in the order of their ranges. */
export function renumber(pkg: DocxPackage, root: Element): void {
  const ends: Record<string, string> = {
    bookmarkStart: 'bookmarkEnd',
    moveFromRangeStart: 'moveFromRangeEnd',
    moveToRangeStart: 'moveToRangeEnd',
    customXmlInsRangeStart: 'customXmlInsRangeEnd',
    customXmlDelRangeStart: 'customXmlDelRangeEnd',
  };
  const map = new Map<string, string>();
  for (const [number, holder] of annotationsOf(root).entries()) {
    const end = ends[holder.localName ?? ''];
    if (end) map.set(`${end} ${getW(holder, 'id')}`, String(number));
    setW(holder, 'id', String(number));
  }
  for (const end of allW(root, ...Object.values(ends))) {
    const number = map.get(`${end.localName} ${getW(end, 'id')}`);
    if (number) setW(end, 'id', number);
  }
  renumberComments(pkg, root);
}

function renumberComments(pkg: DocxPackage, root: Element): void {
  const part = pkg.related('comments');
  if (!part) return;
  const comments = kids(pkg.root(part));
  const starts = allW(root, 'commentRangeStart').map((start) => getW(start, 'id') ?? '');
  const order = [...new Set([...starts, ...comments.map((comment) => getW(comment, 'id') ?? '')])];
  const numbers = new Map(order.map((id, number) => [id, String(number)]));
  const markers = allW(root, 'commentRangeStart', 'commentRangeEnd', 'commentReference');
  for (const holder of [...comments, ...markers]) {
    const number = numbers.get(getW(holder, 'id') ?? '');
    if (number !== undefined) setW(holder, 'id', number);
  }
}
