import type { Atom, VisibleParagraph } from './view.ts';
import type { Element } from './xml.ts';
import { docOf, drop, getW, insertAfter, isW, kids, makeW, parentOf, upW } from './xml.ts';

/** A place in the final view: paragraph from 0, offset in characters (code points) from 0. */
export type Place = { p: number; o: number };
/** A range in the final view. */
export type Range = { from: Place; to: Place };

/** A field with all its runs, and the part of the view that its result takes. */
export type Field = { runs: Element[]; simple?: Element; range: Range };

/** All runs of a story in order; runs of a text box belong to another story. */
export function runsOf(container: Element): Element[] {
  return kids(container).flatMap((kid) => (isW(kid, 'r') ? [kid] : runsOf(kid)));
}

/** Whether a run is deleted or moved away. */
export const isGone = (run: Element): boolean => Boolean(upW(run, 'del', 'moveFrom'));

/** Orders two places. */
export const compare = (a: Place, b: Place): number => a.p - b.p || a.o - b.o;

/** Gives every field character a run of its own, which is how Word writes them (17.16.18). */
export function separateFieldCharacters(story: Element): void {
  for (const run of runsOf(story)) {
    const parts = kids(run).filter((kid) => !isW(kid, 'rPr'));
    if (parts.length < 2 || !parts.some((part) => isW(part, 'fldChar'))) continue;
    const props = kids(run).find((kid) => isW(kid, 'rPr'));
    for (const part of parts.slice(1).reverse()) {
      const own = run.cloneNode(false) as Element;
      if (props) own.appendChild(props.cloneNode(true));
      own.appendChild(part);
      insertAfter(own, run);
    }
  }
}

/** Writes a simple field as a complex one, as Word does once its result has a change or is split. */
export function toComplex(field: Element): void {
  const doc = docOf(field);
  const parent = parentOf(field);
  const run = (child: Element): Element => {
    const made = makeW(doc, 'r');
    made.appendChild(child);
    return made;
  };
  const code = makeW(doc, 'instrText');
  code.setAttribute('xml:space', 'preserve');
  code.textContent = getW(field, 'instr') ?? '';
  const head = [
    makeW(doc, 'fldChar', { fldCharType: 'begin' }),
    code,
    makeW(doc, 'fldChar', { fldCharType: 'separate' }),
  ];
  for (const part of head) parent.insertBefore(run(part), field);
  for (const kid of kids(field)) if (!isW(kid, 'fldData')) parent.insertBefore(kid, field);
  parent.insertBefore(run(makeW(doc, 'fldChar', { fldCharType: 'end' })), field);
  drop(field);
}

/** The fields of a story that are visible in the final view. */
export function fieldsOf(story: Element, view: VisibleParagraph[]): Field[] {
  const placed = new Map<Element, Range>();
  for (const [p, paragraph] of view.entries()) {
    for (const [o, atom] of paragraph.atoms.entries()) {
      const have = placed.get(atom.run);
      placed.set(atom.run, { from: have?.from ?? { p, o }, to: { p, o: o + 1 } });
    }
  }
  const found: Field[] = [];
  const open: Element[][] = [];
  const take = (runs: Element[], simple?: Element) => {
    const ranges = runs.flatMap((run) => placed.get(run) ?? []);
    const first = ranges[0];
    const last = ranges.at(-1);
    if (first && last)
      found.push({ runs, range: { from: first.from, to: last.to }, ...(simple && { simple }) });
  };
  const simples = new Map<Element, Element[]>();
  for (const run of runsOf(story)) {
    if (isGone(run)) continue;
    const simple = upW(run, 'fldSimple');
    if (simple) simples.set(simple, [...(simples.get(simple) ?? []), run]);
    const type = kids(run).find((kid) => isW(kid, 'fldChar'));
    const kind = type && getW(type, 'fldCharType');
    if (kind === 'begin') open.push([]);
    for (const runs of open) runs.push(run);
    const ended = kind === 'end' ? open.pop() : undefined;
    if (ended) take(ended);
  }
  for (const [simple, runs] of simples) take(runs, simple);
  return found;
}

/** Whether the range takes the field as a whole: selecting across an end of a field selects all of it. */
export function takesWhole(range: Range, field: Range): boolean {
  const overlaps = compare(range.from, field.to) < 0 && compare(field.from, range.to) < 0;
  const isInside = compare(field.from, range.from) <= 0 && compare(range.to, field.to) <= 0;
  const isSame = compare(field.from, range.from) === 0 && compare(range.to, field.to) === 0;
  return overlaps && (!isInside || isSame);
}

/** The range that Word selects when the user drags over these characters. */
export function snap(range: Range, fields: Field[]): Range {
  let { from, to } = range;
  for (let changed = true; changed;) {
    changed = false;
    for (const { range: field } of fields) {
      if (!takesWhole({ from, to }, field)) continue;
      if (compare(field.from, from) < 0) [from, changed] = [field.from, true];
      if (compare(to, field.to) < 0) [to, changed] = [field.to, true];
    }
  }
  return { from, to };
}

/** Whether a character is in the result of the field. */
export const inField = (field: Field, atom: Atom | undefined): boolean =>
  Boolean(atom && field.runs.includes(atom.run));
