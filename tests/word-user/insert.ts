import type { Place } from './fields.ts';
import type { Point } from './place.ts';
import type { Pen } from './revise.ts';
import type { Element } from './xml.ts';
import { fieldsOf, inField } from './fields.ts';
import { holdersOf, isolate, outOfChanges } from './place.ts';
import { isOwn, makeChange, sameChange, wrapIn } from './revise.ts';
import { Refused, lockedAround } from './select.ts';
import { OBJECT, viewOf } from './view.ts';
import { childW, copyOf, docOf, drop, getW, isW, kids, makeW, parentOf, setW, upW } from './xml.ts';

/**
 * Where the caret stands when a control, field or link ends or starts at the place: inside a control or link but
 * outside a field, outside all of them, or inside all of them (`field`, after deleting a part of a field).
 */
export type Side = 'inside' | 'outside' | 'field';

/** The point in the XML where the caret stands, and the run properties that typing takes over. */
export function pointAt(story: Element, place: Place, side: Side): Point & { look?: Element } {
  const before = viewOf(story)[place.p];
  if (!before || place.o > before.atoms.length) throw new Refused(`There is no place ${place.p}:${place.o}.`);
  isolate(before, place.o, place.o);
  const view = viewOf(story);
  const paragraph = view[place.p];
  if (!paragraph) throw new Error('Splitting runs has changed the view.');
  const left = paragraph.atoms[place.o - 1];
  const right = paragraph.atoms[place.o];
  const near = left ?? right;
  if (!near) return emptyPoint(paragraph.ps.at(-1));
  let edge: Element = near.run;
  // A field's result never grows by typing after it; a link and a control grow when the caret is inside.
  for (const field of fieldsOf(story, view)) {
    if (side === 'field' || !inField(field, near) || (left && inField(field, right))) continue;
    const outermost = field.simple ?? (left ? field.runs.at(-1) : field.runs[0]);
    if (outermost && (field.simple ?? parentOf(outermost) === parentOf(edge))) edge = outermost;
  }
  for (const holder of holdersOf(edge)) {
    const isShared = left && right && holder.contains(right.run);
    if (isShared || side === 'field' || !(side === 'outside' || isW(holder, 'fldSimple'))) continue;
    edge = holder;
  }
  const locked = lockedAround(edge);
  if (locked) throw new Refused('The content control is locked.');
  const control = upW(edge, 'sdt');
  if (control && ['dropDownList', 'picture'].includes(controlKind(control).kind)) {
    throw new Refused('This kind of content control takes no typing.');
  }
  const look = near.ch === OBJECT ? undefined : childW(near.run, 'rPr');
  return {
    parent: parentOf(edge),
    before: left ? edge.nextSibling : edge,
    ...(look && { look }),
  };
}

function emptyPoint(p: Element | undefined): Point & { look?: Element } {
  if (!p) throw new Error('A visible paragraph has no element.');
  if (lockedAround(p)) throw new Refused('The content control is locked.');
  const props = childW(p, 'pPr');
  const look = props && childW(props, 'rPr');
  return { parent: p, before: null, ...(look && { look }) };
}

/** A run with text; properties are a copy without their own change. */
export function makeRun(near: Element, text: string, pen: Pen, look?: Element): Element {
  const doc = docOf(near);
  const run = makeW(doc, 'r', { rsidR: pen.rsid });
  if (look) {
    const props = copyOf(look);
    const changes = ['rPrChange', 'ins', 'del', 'moveFrom', 'moveTo'];
    for (const kid of kids(props)) if (isW(kid, ...changes)) drop(kid);
    if (props.firstChild) run.appendChild(props);
  }
  for (const piece of text.split(/([\t\n])/u)) {
    if (piece === '') continue;
    const name = piece === '\t' ? 'tab' : piece === '\n' ? 'br' : 't';
    const node = makeW(doc, name);
    if (name === 't') {
      node.setAttribute('xml:space', 'preserve');
      node.textContent = piece;
    }
    run.appendChild(node);
  }
  return run;
}

/** Puts inline nodes at a point as the pen writes them: plain, as an insertion or as moved text. */
export function putInline(point: Point, nodes: Element[], pen: Pen, kind: 'ins' | 'moveTo' = 'ins'): void {
  const { parent, before } = point;
  const first = nodes[0];
  if (!first) return;
  const isGrowing =
    pen.tracking &&
    kind === 'ins' &&
    isW(parent, 'ins') &&
    isOwn(parent, pen) &&
    sameChange(parent, makeDummy(parent, pen));
  if (isGrowing) {
    for (const node of nodes) parent.insertBefore(node, before);
    return;
  }
  const at = outOfChanges(point);
  for (const node of nodes) at.parent.insertBefore(node, at.before);
  if (pen.tracking) wrapIn(nodes, kind, pen);
}

function makeDummy(near: Element, pen: Pen): Element {
  return makeW(docOf(near), 'ins', { author: pen.author, date: pen.date });
}

/** Types text at a place. Returns what the user ends up with, which is the text itself. */
export function typeText(story: Element, place: Place, text: string, pen: Pen, side: Side): void {
  const point = pointAt(story, place, side);
  putInline(point, [makeRun(point.parent, text, pen, point.look)], pen);
}

/** An empty change of the pen, for callers that mark rows, cells and properties. */
export const changeOf = (near: Element, kind: string, pen: Pen): Element =>
  makeChange(docOf(near), kind, pen);

/** The kind of a content control: `richText` when it has no type of its own (17.5.2). */
export function controlKind(sdt: Element): { kind: string; multiLine: boolean } {
  const props = childW(sdt, 'sdtPr');
  const names = ['text', 'date', 'comboBox', 'dropDownList', 'picture', 'equation', 'group', 'citation'];
  const type = props && kids(props).find((kid) => isW(kid, ...names));
  const multi = type && getW(type, 'multiLine');
  return {
    kind: type?.localName ?? 'richText',
    multiLine: multi !== undefined && multi !== '0' && multi !== 'false',
  };
}

/** Sets a property element's value, making it when absent, before the elements named. */
export function setProperty(props: Element, name: string, value: string, ...before: string[]): void {
  let node = childW(props, name);
  if (!node) {
    node = makeW(docOf(props), name);
    const later = kids(props).find((kid) => isW(kid, ...before));
    props.insertBefore(node, later ?? null);
  }
  setW(node, 'val', value);
}
