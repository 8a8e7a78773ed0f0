import { runsIn } from '../../../shared/edition/write-text.ts';
import type { MarkedBlock, MarkedDocument, MarkedNote, MarkedRun } from '../../../shared/edition/marked.ts';

/** Characters of a comment that stand in the margin, at most: about fourteen lines. The whole of a longer one is at the end. */
const ROOMS = [150, 100, 60, 36, 24, 13, 6] as const;
export const LEAST_ROOM = 6;
/** With so little room a comment is one run of words, without date. */
const TIGHT = 36;

export const isTight = (room: number): boolean => room <= TIGHT;

// Points, as marked.css and official.css have them: a page of 22 lines, and notes beside it.
const LINE = 28.95;
const PAGE = 22 * LINE;
const CHARS = 28;
const NOTE_LINE = 11;
const NOTE_CHARS = 11;
const BETWEEN = { loose: 5, tight: 2 };
const NEXT_SAID = 5;
const HEAD = 7;
const FEW = 4;

/**
 * How many characters of each comment the margin takes, by number: all that it may where there are few, and so much less
 * where many stand beside one page that they stay beside it. Reckoned, not measured: a line more or less does no harm.
 */
export function roomOf(doc: MarkedDocument): ReadonlyMap<number, number> {
  const notes = new Map(doc.notes.map((note) => [note.number, note]));
  const pages = new Map<number, { note: MarkedNote; top: number }[]>();
  let y = doc.head ? HEAD * LINE : 0;
  const add = (number: number, top: number): void => {
    const note = notes.get(number);
    if (!note) return;
    const page = Math.floor(top / PAGE);
    const list = pages.get(page) ?? [];
    list.push({ note, top: top - page * PAGE });
    pages.set(page, list);
  };
  for (const block of doc.blocks) {
    if (block.type === 'table') {
      for (const run of runsIn(block)) for (const number of run.ends ?? []) add(number, y);
      y += block.rows.length * LINE;
      continue;
    }
    const first = block.type === 'paragraph' ? 2 : 0;
    let chars = first;
    for (const run of block.runs) {
      chars += widthOf(run);
      const line = block.type === 'paragraph' ? Math.max(0, Math.ceil(chars / CHARS) - 1) : 0;
      for (const number of run.ends ?? []) add(number, y + line * LINE);
    }
    y += heightOf(block, chars) + block.runs.reduce((sum, { image }) => sum + (image?.height ?? 0), 0);
  }
  const rooms = new Map<number, number>();
  for (const list of pages.values()) {
    const room = ROOMS.find((one) => fits(list, one)) ?? LEAST_ROOM;
    for (const { note } of list) rooms.set(note.number, room);
  }
  return rooms;
}

/** Whether all notes of a page end on it when each has so much room. */
function fits(list: readonly { note: MarkedNote; top: number }[], room: number): boolean {
  let bottom = 0;
  for (const { note, top } of list) {
    bottom = Math.max(bottom, top) + noteHeight(note, room) + BETWEEN[isTight(room) ? 'tight' : 'loose'];
  }
  // A few may go on beside the next page: what stands low on a page has no room above to be moved to.
  return bottom <= PAGE + (list.length <= FEW ? PAGE / 4 : 0);
}

function noteHeight(note: MarkedNote, room: number): number {
  if (isTight(room)) {
    // The number and a name before it; behind it that there is more, or that it is resolved.
    const chars = Math.min(room, Array.from(note.body).length) + 7 + (note.resolved ? 4 : 1);
    return NOTE_LINE * Math.ceil(chars / NOTE_CHARS);
  }
  let left = room;
  let height = note.resolved ? NOTE_LINE + NEXT_SAID : 0;
  for (const remark of [note, ...note.replies]) {
    const chars = Array.from(remark.body).length;
    if (left <= 0 || chars > left) {
      const shown = Math.max(0, left - 20);
      if (shown > 0) height += NOTE_LINE * (1 + Math.ceil(shown / NOTE_CHARS)) + NEXT_SAID;
      return height + NOTE_LINE;
    }
    const lines = remark.body.split('\n').map((line) => Math.ceil(Array.from(line).length / NOTE_CHARS));
    height += NOTE_LINE * (1 + lines.reduce((sum, one) => sum + Math.max(1, one), 0)) + NEXT_SAID;
    left -= chars + 14;
  }
  return height;
}

/** In characters of a line; Latin ones are half as wide. */
function widthOf({ text }: MarkedRun): number {
  let width = 0;
  for (const char of text) width += (char.codePointAt(0) ?? 0) < 0x2e80 ? 0.5 : 1;
  return width;
}

function heightOf(block: Exclude<MarkedBlock, { type: 'table' }>, chars: number): number {
  switch (block.type) {
    case 'title':
      return (Math.ceil(chars / 20) + 1.5) * LINE;
    case 'annex':
      return (Math.ceil(chars / 20) + 2) * LINE;
    case 'signature':
      return (block.role === 'unit' ? 2 : 1) * LINE;
    case 'heading':
    case 'paragraph':
      return Math.max(1, Math.ceil(chars / CHARS)) * LINE;
  }
}
