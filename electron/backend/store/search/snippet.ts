import { fold } from '../../../../shared/text/fold.ts';
import { placesOf } from '../../../../shared/text/bigrams.ts';

/** Characters of a snippet, and of what stands before the first match. */
const LENGTH = 110;
const BEFORE = 28;
const MOST_MARKS = 24;

export type Snippet = { snippet: string; marks: [number, number][] };

/**
 * The part of a passage where the words stand, with the places of all of them in it. Null where a word is not in the
 * passage as it was typed: the index passes over marks and spaces.
 * @param words folded words
 */
export function snippetOf(text: string, words: readonly string[]): Snippet | null {
  const plain = fold(text);
  const places: [number, number][] = [];
  for (const word of words) {
    const found = placesOf(plain, word, MOST_MARKS);
    if (found.length === 0) return null;
    places.push(...found);
  }
  const marks = merged(places);
  const start = windowStart(text, marks);
  const end = Math.min(text.length, start + LENGTH);
  const lead = start > 0 ? '…' : '';
  const shown = text.slice(start, end).replace(/[\t\n]/g, ' ');
  return {
    snippet: lead + shown + (end < text.length ? '…' : ''),
    marks: marks
      .filter(([from, to]) => to > start && from < end)
      .map(([from, to]) => [
        Math.max(from, start) - start + lead.length,
        Math.min(to, end) - start + lead.length,
      ]),
  };
}

/** Begins at a mark of punctuation shortly before the match where there is one. */
function windowStart(text: string, marks: readonly [number, number][]): number {
  const first = marks[0]?.[0] ?? 0;
  if (text.length <= LENGTH || first <= BEFORE) return 0;
  const from = first - BEFORE;
  const stop = text.slice(from, first).search(/[。；，：\n\t]/);
  const start = stop >= 0 && stop < BEFORE - 4 ? from + stop + 1 : from;
  return Math.max(0, Math.min(start, text.length - LENGTH));
}

function merged(places: [number, number][]): [number, number][] {
  const out: [number, number][] = [];
  for (const [from, to] of places.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}
