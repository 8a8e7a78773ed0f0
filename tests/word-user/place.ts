import type { Atom, VisibleParagraph } from './view.ts';
import type { Element, Node } from './xml.ts';
import { WRAPS, freshId } from './revise.ts';
import { childW, copyOf, docOf, insertAfter, isW, kids, makeW, parentOf, setW, shellOf } from './xml.ts';

/** A point between two inline nodes: new content goes into `parent` before `before`. */
export type Point = { parent: Element; before: Node | null };

/** Splits a run before one of its characters and returns the second half; the first half keeps the element. */
export function splitRun(atom: Atom): Element {
  const { run, node, start } = atom;
  const isFirst = kids(run).find((kid) => !isW(kid, 'rPr')) === node;
  if (isFirst && start === 0) return run;
  const second = shellOf(run);
  const props = childW(run, 'rPr');
  if (props) second.appendChild(copyOf(props));
  let from: Node | null = node;
  if (start > 0) {
    const text = node.textContent ?? '';
    const rest = makeW(docOf(node), node.localName ?? 't');
    rest.setAttribute('xml:space', 'preserve');
    node.setAttribute('xml:space', 'preserve');
    rest.textContent = text.slice(start);
    node.textContent = text.slice(0, start);
    second.appendChild(rest);
    from = node.nextSibling;
  }
  while (from) {
    const next: Node | null = from.nextSibling;
    second.appendChild(from);
    from = next;
  }
  insertAfter(second, run);
  return second;
}

/** Makes the characters from `from` to `to` fill whole runs; the view has to be taken anew afterwards. */
export function isolate(paragraph: VisibleParagraph, from: number, to: number): void {
  // The end is split first, so that the offsets of the start stay right.
  const end = paragraph.atoms[to];
  if (end) splitRun(end);
  else if (to > 0) splitAfterLast(paragraph.atoms[to - 1]);
  const start = paragraph.atoms[from];
  if (start && from !== to) splitRun(start);
}

function splitAfterLast(last: Atom | undefined): void {
  const next = last?.node.nextSibling;
  // What follows the last character in its run is not text, for example the end of a field.
  if (last && next && !isW(next, 'rPr')) splitRun({ ch: '', run: last.run, node: next as Element, start: 0 });
}

const INLINE_HOLDERS = ['hyperlink', 'fldSimple', 'sdtContent', 'sdt', 'smartTag', 'customXml', 'dir', 'bdo'];

/** The inline containers around a node, innermost first, up to the paragraph. */
export function holdersOf(node: Element): Element[] {
  const found: Element[] = [];
  for (let at = parentOf(node); !isW(at, 'p'); at = parentOf(at)) {
    if (isW(at, ...INLINE_HOLDERS)) found.push(at);
  }
  return found;
}

/** Splits the containers from the point up to, and not including, `stop`; returns the point in `stop`. */
export function splitUp(point: Point, stop: (element: Element) => boolean): Point {
  let { parent, before } = point;
  while (!stop(parent)) {
    const outer = parentOf(parent);
    if (!before) before = parent.nextSibling;
    else if (!hasContentBefore(parent, before)) before = parent;
    else {
      const second = shellOf(parent);
      if (isW(parent, ...WRAPS)) setW(second, 'id', freshId(docOf(parent)));
      if (isW(parent, 'sdt')) copyControlProps(parent, second);
      let from: Node | null = before;
      while (from) {
        const next: Node | null = from.nextSibling;
        second.appendChild(from);
        from = next;
      }
      insertAfter(second, parent);
      before = second;
    }
    parent = outer;
  }
  return { parent, before };
}

function hasContentBefore(parent: Element, before: Node): boolean {
  for (let at = before.previousSibling; at; at = at.previousSibling) {
    if (!isW(at, 'sdtPr', 'sdtEndPr', 'pPr')) return true;
  }
  return isW(parent, 'p');
}

function copyControlProps(from: Element, to: Element): void {
  const props = childW(from, 'sdtPr');
  if (!props) return;
  const copy = copyOf(props);
  const id = childW(copy, 'id');
  // Word gives the second of two controls with one identifier a new one.
  if (id) setW(id, 'val', String(100_000_000 + Number(freshId(docOf(from))) * 7919));
  to.appendChild(copy);
}

/** Takes a point out of the changes around it, splitting them; content controls and fields stay around it. */
export function outOfChanges(point: Point): Point {
  return splitUp(point, (element) => !isW(element, ...WRAPS));
}
