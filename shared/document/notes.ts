import { inlinesOf, isNote } from './guards.ts';
import type { Block, Note, NoteKind, NoteLeaf } from './types.ts';

/**
 * The number of each note: footnotes and endnotes are counted apart, each from 1 over the whole report. One that stands
 * twice, as what is cut out of a table does, is counted once.
 */
export function noteNumbers(blocks: readonly Block[]): Map<Note, number> {
  const counts: Record<NoteKind, number> = { foot: 0, end: 0 };
  const numbers = new Map<Note, number>();
  const known = new Map<string, number>();
  for (const block of blocks)
    for (const node of inlinesOf(block)) {
      if (!isNote(node)) continue;
      const number = known.get(node.id) ?? (counts[node.kind] += 1);
      known.set(node.id, number);
      numbers.set(node, number);
    }
  return numbers;
}

/** First code points of ①…⑳, ㉑…㉟ and ㊱…㊿, and the number of each first. */
const CIRCLED = [
  [36, 0x32b1],
  [21, 0x3251],
  [1, 0x2460],
] as const;

/** The sign of a note: ① for a footnote, 〔1〕 for an endnote and where there is no circled number. */
export function noteSign(kind: NoteKind, n: number): string {
  const row = kind === 'foot' && n >= 1 && n <= 50 ? CIRCLED.find(([first]) => n >= first) : undefined;
  return row ? String.fromCodePoint(row[1] + n - row[0]) : `〔${n}〕`;
}

export const NOTE_NAMES: Readonly<Record<NoteKind, string>> = { foot: '脚注', end: '尾注' };

/** The leaves of a note with words in the place of those between two offsets, in the formats of the first that goes. */
export function withNoteWords(
  body: readonly NoteLeaf[],
  from: number,
  to: number,
  words: string,
): NoteLeaf[] {
  let at = 0;
  let isPut = false;
  return body.flatMap((leaf) => {
    const start = at;
    at += leaf.text.length;
    const [cut, end] = [Math.max(from - start, 0), Math.max(to - start, 0)];
    // Behind an empty stretch at its end, words go on in this leaf.
    const isTouched =
      end > cut ? cut < leaf.text.length : from === to && !isPut && from >= start && from <= at;
    if (!isTouched) return [leaf];
    const text = leaf.text.slice(0, cut) + (isPut ? '' : words) + leaf.text.slice(end);
    isPut = true;
    return text ? [{ ...leaf, text }] : [];
  });
}

/** The words of a note. */
export const textOfNote = (body: readonly NoteLeaf[]): string => body.map(({ text }) => text).join('');

/** The words without white space at both ends: Word puts a space between the sign of a note and its words. */
export function trimmedNote(body: readonly NoteLeaf[]): NoteLeaf[] {
  const out = body.map((leaf) => ({ ...leaf }));
  for (let first = out[0]; first; first = out[0]) {
    first.text = first.text.trimStart();
    if (first.text !== '') break;
    out.shift();
  }
  for (let last = out.at(-1); last; last = out.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== '') break;
    out.pop();
  }
  return out;
}
