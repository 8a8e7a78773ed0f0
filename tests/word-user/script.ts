import type { Place, Range } from './fields.ts';
import type { Format } from './format.ts';
import type { Side } from './insert.ts';
import type { BookmarkFate, MoveKind } from './move.ts';
import type { SaveOptions } from './save.ts';
import type { Seat } from './text-user.ts';
import type { VisibleParagraph } from './view.ts';
import type { Element } from './xml.ts';
import { fieldsOf } from './fields.ts';
import { Refused } from './select.ts';
import { upW } from './xml.ts';

/** What a spot is near to. */
export type Near = 'any' | 'number' | 'unit' | 'control' | 'field' | 'link' | 'cell' | 'paragraph';

/**
 * A spot that makes sense in any document, so that steps can be dropped while shrinking: the `pick`th part (0 to 1) of
 * all candidates, from and to a part of it (0 to 1), and grown by some characters.
 */
export type Spot = { near: Near; pick: number; from: number; to: number; grow?: number };

/** One step of a script. Numbers of tables, rows, comments and changes are parts (0 to 1) of what is there. */
export type Step =
  | ({ do: 'sit' } & Seat)
  | { do: 'save'; options: SaveOptions }
  | { do: 'goTo'; story: string }
  | { do: 'type'; at: Spot; text: string; side: Side }
  | { do: 'delete' | 'deleteParagraph' | 'join'; at: Spot }
  | { do: 'deleteAcross'; at: Spot; paragraphs: number }
  | { do: 'replace'; at: Spot; text: string }
  | { do: 'split'; at: Spot; side: Side }
  | { do: 'move'; at: Spot; to: Spot; how: MoveKind; bookmarks: BookmarkFate }
  | { do: 'moveParagraphs'; at: Spot; count: number; to: Spot; how: MoveKind; bookmarks: BookmarkFate }
  | { do: 'copy'; at: Spot; to: Spot }
  | { do: 'style'; at: Spot; style: string }
  | { do: 'format'; at: Spot; format: Format }
  | { do: 'comment'; at: Spot; text: string }
  | { do: 'reply'; pick: number; text: string }
  | { do: 'resolve' | 'deleteComment'; pick: number }
  | { do: 'footnote' | 'textBox'; at: Spot; text: string }
  | { do: 'image'; at: Spot }
  | { do: 'insertRow' | 'insertColumn'; table: number; pick: number; texts: string[] }
  | { do: 'deleteRow' | 'deleteColumn'; table: number; pick: number }
  | { do: 'deleteTable'; table: number }
  | { do: 'moveRow'; table: number; pick: number; to: number }
  | { do: 'mergeRight' | 'mergeDown' | 'splitCell'; table: number; pick: number; cell: number }
  | { do: 'decideAll'; decision: 'accept' | 'reject'; author?: string }
  | { do: 'decideOne'; decision: 'accept' | 'reject'; pick: number };

/** A script is a plain list, so that any step can be dropped. */
export type Script = Step[];

/** The item of a list at a part of it from 0 to 1. */
export const indexAt = (part: number, count: number): number =>
  Math.max(0, Math.min(count - 1, Math.floor(part * count)));

const UNIT = '[次件场人个项页年月日条份户名处起亿万元%％]';
const PATTERNS: Partial<Record<Near, RegExp>> = {
  number: /[0-9０-９]+(?:[.．][0-9]+)?/gu,
  unit: new RegExp(`(?:[0-9０-９.]+|[一二三四五六七八九十百千万]+)${UNIT}+`, 'gu'),
};

/** The range that a spot means in a story as it is now. */
export function resolveSpot(story: Element, view: VisibleParagraph[], spot: Spot): Range {
  let candidates = candidatesFor(story, view, spot.near);
  if (candidates.length === 0) candidates = candidatesFor(story, view, 'any');
  const found = candidates[indexAt(spot.pick, candidates.length)];
  if (!found) throw new Refused('The story has no paragraph.');
  const { p } = found.from;
  const length = view[p]?.atoms.length ?? 0;
  const size = found.to.o - found.from.o;
  const grow = spot.grow ?? 0;
  const start = found.from.o + Math.round(Math.min(spot.from, spot.to) * size) - grow;
  const end = found.from.o + Math.round(Math.max(spot.from, spot.to) * size) + grow;
  return { from: { p, o: Math.max(0, start) }, to: { p, o: Math.min(length, Math.max(0, end)) } };
}

/** The place that a spot means. */
export const resolvePlace = (story: Element, view: VisibleParagraph[], spot: Spot): Place =>
  resolveSpot(story, view, spot).from;

function candidatesFor(story: Element, view: VisibleParagraph[], near: Near): Range[] {
  if (near === 'field') {
    return fieldsOf(story, view)
      .map(({ range }) => range)
      .filter(({ from, to }) => from.p === to.p);
  }
  return view.flatMap((paragraph, p) => {
    const whole: Range = { from: { p, o: 0 }, to: { p, o: paragraph.atoms.length } };
    if (near === 'any' || near === 'paragraph') return [whole];
    if (near === 'cell') return paragraph.cell ? [whole] : [];
    if (near === 'control') return stretches(paragraph, p, 'sdt');
    if (near === 'link') return stretches(paragraph, p, 'hyperlink');
    return matches(paragraph, p, PATTERNS[near]);
  });
}

function matches(paragraph: VisibleParagraph, p: number, pattern: RegExp | undefined): Range[] {
  if (!pattern) return [];
  return [...paragraph.text.matchAll(pattern)].map((match) => {
    // Offsets are in characters, a match is in UTF-16 units.
    const start = Array.from(paragraph.text.slice(0, match.index)).length;
    return { from: { p, o: start }, to: { p, o: start + Array.from(match[0]).length } };
  });
}

function stretches(paragraph: VisibleParagraph, p: number, holder: string): Range[] {
  const found: Range[] = [];
  let last: Element | undefined;
  for (const [o, atom] of paragraph.atoms.entries()) {
    const around = upW(atom.run, holder);
    const current = found.at(-1);
    if (around && around === last && current) current.to = { p, o: o + 1 };
    else if (around) found.push({ from: { p, o }, to: { p, o: o + 1 } });
    last = around;
  }
  return found;
}
