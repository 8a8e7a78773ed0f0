import type { Range } from './fields.ts';
import type { VisibleParagraph } from './view.ts';
import type { Element } from './xml.ts';
import { compare, fieldsOf, isGone, runsOf, snap, takesWhole, toComplex } from './fields.ts';
import { isolate } from './place.ts';
import { viewOf } from './view.ts';
import { childW, getW, isW, parentOf, upW } from './xml.ts';

/** An edit that Word does not let the user make here; the document is unchanged. */
export class Refused extends Error {}

/** What a range covers, after its ends have been made run boundaries. */
export type Selection = {
  range: Range;
  view: VisibleParagraph[];
  /** The runs in the range that are not deleted, with the codes of fields that are taken whole. */
  runs: Element[];
  /** All runs between the ends, deleted ones too. */
  all: Element[];
};

/** The control around an element whose lock (17.5.2.23) forbids editing its content. */
export function lockedAround(element: Element): Element | undefined {
  for (let at = upW(element, 'sdt'); at; at = upW(at, 'sdt')) {
    const props = childW(at, 'sdtPr');
    const lock = props && childW(props, 'lock');
    const value = lock && getW(lock, 'val');
    if (value === 'contentLocked' || value === 'sdtContentLocked') return at;
  }
  return undefined;
}

/** Checks that both places exist and come in order. */
export function checkRange(view: VisibleParagraph[], range: Range): void {
  for (const place of [range.from, range.to]) {
    const paragraph = view[place.p];
    if (!paragraph || place.o < 0 || place.o > paragraph.atoms.length) {
      throw new Refused(`There is no place ${place.p}:${place.o}.`);
    }
  }
  if (compare(range.from, range.to) > 0) throw new Refused('The range ends before it starts.');
}

/** The range as Word selects it, without touching the document. */
export function snapRange(story: Element, range: Range): Range {
  const view = viewOf(story);
  checkRange(view, range);
  return snap(range, fieldsOf(story, view));
}

/** Selects a range: snaps it to fields, makes its ends run boundaries and lists the runs. */
export function select(story: Element, wanted: Range): Selection {
  let view = viewOf(story);
  checkRange(view, wanted);
  const fields = fieldsOf(story, view);
  const range = snap(wanted, fields);
  checkSpan(view, range);
  for (const field of fields) if (field.simple && takesWhole(range, field.range)) toComplex(field.simple);
  const { from, to } = range;
  for (let p = to.p; p >= from.p; p -= 1) {
    const paragraph = view[p];
    if (!paragraph) continue;
    isolate(paragraph, p === from.p ? from.o : 0, p === to.p ? to.o : paragraph.atoms.length);
    view = viewOf(story);
  }
  const covered = new Set<Element>();
  for (let p = from.p; p <= to.p; p += 1) {
    const atoms = view[p]?.atoms ?? [];
    const end = p === to.p ? to.o : atoms.length;
    for (const atom of atoms.slice(p === from.p ? from.o : 0, end)) covered.add(atom.run);
  }
  for (const field of fieldsOf(story, view)) {
    if (takesWhole(range, field.range)) for (const run of field.runs) covered.add(run);
  }
  const every = runsOf(story);
  const first = every.findIndex((run) => covered.has(run));
  const last = every.findLastIndex((run) => covered.has(run));
  const all = first === -1 ? [] : every.slice(first, last + 1);
  const locked = all.find((run) => lockedAround(run));
  if (locked) throw new Refused('The content control is locked.');
  return { range, view, runs: all.filter((run) => !isGone(run)), all };
}

/** A range over several paragraphs has to start and end in one cell, control or body. */
function checkSpan(view: VisibleParagraph[], range: Range): void {
  if (range.from.p === range.to.p) return;
  const first = view[range.from.p]?.ps.at(-1);
  const last = view[range.to.p]?.ps[0];
  if (!first || !last || parentOf(first) !== parentOf(last)) {
    throw new Refused('The range leaves a cell or a content control.');
  }
  if (lockedAround(first)) throw new Refused('The content control is locked.');
  for (let at = first.nextSibling; at && at !== last; at = at.nextSibling) {
    // Word cannot select a part of a block control together with what is outside; taking it whole is not modelled.
    if (isW(at, 'sdt')) throw new Refused('The range takes a block control.');
  }
}
