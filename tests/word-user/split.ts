import type { Place } from './fields.ts';
import type { Side } from './insert.ts';
import type { Pen } from './revise.ts';
import type { Element, Node } from './xml.ts';
import { toComplex } from './fields.ts';
import { changeOf, controlKind, makeRun, pointAt, putInline } from './insert.ts';
import { splitUp } from './place.ts';
import { changeMark } from './revise.ts';
import { Refused } from './select.ts';
import { viewOf } from './view.ts';
import { NS, childW, copyOf, docOf, drop, getW, insertAfter, isW, kids, makeW, shellOf, upW } from './xml.ts';

/** What Enter did: a new paragraph, or a line break in a plain-text control of several lines (17.5.2.44). */
export type Split = 'paragraph' | 'line';

/** Presses Enter at a place; `nextStyle` is the `w:next` of the paragraph's style. */
export function splitParagraph(
  story: Element,
  place: Place,
  pen: Pen,
  side: Side,
  nextStyle: (style: string | undefined) => string | undefined,
): Split {
  let point = pointAt(story, place, side);
  const control = isW(point.parent, 'sdt') ? point.parent : upW(point.parent, 'sdt');
  const kind = control && controlKind(control);
  if (kind?.kind === 'text') {
    if (!kind.multiLine) throw new Refused('A plain-text control takes no second line.');
    putInline(point, [makeRun(point.parent, '\n', pen, point.look)], pen);
    return 'line';
  }
  if (kind && kind.kind !== 'richText') throw new Refused(`A control of kind ${kind.kind} takes no text.`);
  const simple = isW(point.parent, 'fldSimple') ? point.parent : upW(point.parent, 'fldSimple');
  if (simple) {
    toComplex(simple);
    point = pointAt(story, place, side);
  }
  const paragraph = viewOf(story)[place.p];
  const isAtEnd = paragraph && place.o === paragraph.atoms.length && place.o > 0;
  const at = splitUp(point, (element) => isW(element, 'p'));
  const second = at.parent;
  const first = firstHalf(second, at.before);
  second.parentNode?.insertBefore(first, second);
  if (pen.tracking) changeMark(first, 'ins', pen);
  const next = isAtEnd ? nextStyle(paragraph.style) : undefined;
  if (next && next !== paragraph?.style) restyle(second, next, pen);
  return 'paragraph';
}

/** The first half is a new paragraph with the same properties; section properties stay with the last mark. */
function firstHalf(second: Element, end: Node | null): Element {
  const first = shellOf(second);
  first.removeAttributeNS(NS.w14, 'paraId');
  first.removeAttributeNS(NS.w14, 'textId');
  const props = childW(second, 'pPr');
  if (props) {
    const copy = copyOf(props);
    const mark = childW(copy, 'rPr');
    for (const kid of kids(copy)) if (isW(kid, 'sectPr', 'pPrChange')) drop(kid);
    for (const kid of mark ? kids(mark) : []) {
      if (isW(kid, 'ins', 'del', 'moveFrom', 'moveTo', 'rPrChange')) drop(kid);
    }
    if (mark && !mark.firstChild) drop(mark);
    first.appendChild(copy);
  }
  const moved: Node[] = [];
  for (let at = second.firstChild; at && at !== end; at = at.nextSibling) {
    if (!isW(at, 'pPr')) moved.push(at);
  }
  for (const node of moved) first.appendChild(node);
  return first;
}

/** Gives a paragraph a style; tracked, the old properties are kept in `w:pPrChange` (17.13.5.29). */
export function restyle(p: Element, style: string, pen: Pen): void {
  const doc = docOf(p);
  let props = childW(p, 'pPr');
  if (!props) {
    props = makeW(doc, 'pPr');
    p.insertBefore(props, p.firstChild);
  }
  if (pen.tracking && !childW(props, 'pPrChange')) {
    const old = makeW(doc, 'pPr');
    for (const kid of kids(props)) if (!isW(kid, 'rPr', 'sectPr')) old.appendChild(copyOf(kid));
    const change = changeOf(p, 'pPrChange', pen);
    change.appendChild(old);
    props.appendChild(change);
  }
  const have = childW(props, 'pStyle');
  if (have) drop(have);
  props.insertBefore(makeW(doc, 'pStyle', { val: style }), props.firstChild);
}

/** The style that follows a style when Enter is pressed at the end of a paragraph (17.7.4.10). */
export function nextStyleOf(styles: Element | undefined, style: string | undefined): string | undefined {
  if (!styles || !style) return undefined;
  const found = kids(styles).find((kid) => isW(kid, 'style') && getW(kid, 'styleId') === style);
  const next = found && childW(found, 'next');
  return next && getW(next, 'val');
}

/** Puts a new paragraph after another. */
export function paragraphAfter(p: Element, made: Element): void {
  insertAfter(made, p);
}
