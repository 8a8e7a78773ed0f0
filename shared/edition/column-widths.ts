import { widthOf } from './line-layout.ts';
import type { EditionTable } from './types.ts';

/** Words of a cell as they take room: an image is as wide as it is printed, a note's sign as a character. */
type Worded = { text: string; note?: unknown; image?: { width: number } };

/** Columns of a table in points, and the size of its characters that they are made for. */
export type TableRoom = { widths: number[]; size: number };

/** Width of the text of a page in points, upright and across. */
export const TABLE_ROOM = { upright: 442, landscape: 637 } as const;

/** Size of a table's characters in points: as the layout has it, and how small they get where figures would break. */
const SIZE = 12;
const LEAST_SIZE = 7;
/** While characters are no smaller than this, short words (项目名称) stay on lines of some characters. */
const GOOD_SIZE = 7.5;
const GOOD_LINE = 4;
/** An image in a narrow column is made smaller, not the words beside it. */
const GOOD_IMAGE = 100;
/** Beside the words of a cell, in points: its padding and its share of a line. */
const PADDING = 9;
/** Digits and letters of some fonts are wider than half a character. */
const SPARE = 1.12;
/** A longer word is broken between its letters: no column can be made for it. */
const LONGEST_WORD = 24;

/** For the longest word; for lines that can be read; for all words on one line. */
type Need = { least: number; good: number; natural: number };

/**
 * How wide each column is, so that the table fills `room`: a width that was set is kept, and the others share what is
 * left by what is in them. Short words stay on one line before long ones get more; no figure is broken between lines,
 * and where that asks for more room than there is, the characters are made smaller.
 */
export function columnWidths(table: EditionTable<Worded>, room: number): TableRoom {
  const count = table.rows[0]?.cells.length ?? 0;
  const set = Array.from({ length: count }, (_, at) => table.widths?.[at] ?? null);
  const total = set.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const open = set.flatMap((width, at) => (width === null ? [at] : []));
  if (open.length === 0) {
    const scale = Math.min(1, room / Math.max(1, total));
    return { widths: set.map((width) => rounded((width ?? 0) * scale)), size: SIZE };
  }
  const left = room - total;
  const least = (needs: readonly Need[], key: 'good' | 'least'): number =>
    open.reduce((sum, at) => sum + (needs[at]?.[key] ?? 0), 0);
  for (const [key, smallest] of [
    ['good', GOOD_SIZE],
    ['least', LEAST_SIZE],
  ] as const) {
    for (let size = SIZE; size >= smallest; size -= 0.5) {
      const needs = needsOf(table, count, set, size);
      const wanted = least(needs, key);
      if (wanted > left && !(key === 'least' && size === smallest)) continue;
      // Set widths that leave no room for the others give way to them.
      const scale =
        wanted > left && total > 0 ? Math.max(Math.min(1, room / 2 / total), (room - wanted) / total) : 1;
      const shares = shared(
        open.map((at) => ({ least: needs[at]?.[key] ?? 0, natural: needs[at]?.natural ?? 0 })),
        Math.max(room - total * scale, open.length),
      );
      const share = (at: number): number => shares[open.indexOf(at)] ?? 0;
      return { widths: set.map((width, at) => rounded(width === null ? share(at) : width * scale)), size };
    }
  }
  throw new Error('the smallest size takes what there is');
}

const rounded = (points: number): number => Math.floor(points * 10) / 10;

/** What each column needs for its longest word, and for all of its words on one line. */
function needsOf(
  table: EditionTable<Worded>,
  count: number,
  set: readonly (number | null)[],
  size: number,
): Need[] {
  const needs = Array.from({ length: count }, (): Need => ({ least: 0, good: 0, natural: 0 }));
  const wide: { from: number; to: number; need: Need }[] = [];
  for (const { cells } of table.rows) {
    for (const [at, { runs, colSpan = 1, covered }] of cells.entries()) {
      if (covered) continue;
      const need = needOf(runs, size);
      const one = needs[at];
      if (colSpan > 1) wide.push({ from: at, to: Math.min(at + colSpan, count), need });
      else if (one) needs[at] = most(one, need);
    }
  }
  // What spans several columns widens those that are open, by as much as they lack together.
  for (const { from, to, need } of wide) {
    const open = range(from, to).filter((at) => set[at] === null);
    for (const key of ['least', 'good'] as const) {
      const have = range(from, to).reduce((sum, at) => sum + (set[at] ?? needs[at]?.[key] ?? 0), 0);
      const lack = (need[key] - have) / Math.max(1, open.length);
      if (lack <= 0) continue;
      for (const at of open) {
        const one = needs[at];
        if (one) needs[at] = most(one, { ...one, [key]: one[key] + lack });
      }
    }
  }
  return needs;
}

function needOf(runs: readonly Worded[], size: number): Need {
  let image = 0;
  let text = '';
  for (const run of runs) {
    if (run.image) image = Math.max(image, run.image.width + PADDING);
    text += run.note ? '①' : run.text;
  }
  const width = (words: string): number => widthOf(words) * size * SPARE + PADDING;
  const words = text.match(/[!-~]+/g) ?? [];
  const longest = Math.max(0, ...words.map((word) => Math.min(word.length, LONGEST_WORD) / 2));
  const least = Math.max(size, longest * size * SPARE) + PADDING;
  const natural = Math.max(least, image, ...text.split('\n').map((line) => width(line.trim())));
  const line = Math.max(GOOD_LINE * size * SPARE + PADDING, Math.min(image, GOOD_IMAGE));
  return { least, good: Math.max(least, Math.min(natural, line)), natural };
}

/** What does for both; more room is never asked for the shorter line. */
function most(a: Need, b: Need): Need {
  const least = Math.max(a.least, b.least);
  const good = Math.max(least, a.good, b.good);
  return { least, good, natural: Math.max(good, a.natural, b.natural) };
}

type Share = Pick<Need, 'least' | 'natural'>;

/**
 * Shares a width among columns: where it is enough for all, each has what it needs and an equal part of the rest; where
 * it is not, those that need little have it, and the others are equally wide.
 */
function shared(needs: readonly Share[], width: number): number[] {
  const sum = (of: (need: Share) => number): number => needs.reduce((total, need) => total + of(need), 0);
  const natural = sum((need) => need.natural);
  if (natural <= width) {
    const more = (width - natural) / Math.max(1, needs.length);
    return needs.map((need) => need.natural + more);
  }
  const least = sum((need) => need.least);
  if (least >= width) return needs.map((need) => (need.least * width) / Math.max(1, least));
  let [low, high] = [0, Math.max(...needs.map((need) => need.natural))];
  const at = (level: number) => (need: Share) => Math.max(need.least, Math.min(need.natural, level));
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (sum(at(middle)) > width) high = middle;
    else low = middle;
  }
  return needs.map(at(low));
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
