import type { IdSource } from '../document/ids.ts';
import { padInlines } from '../document/make.ts';
import type { FormatMarks, Inline, InlineVoid } from '../document/types.ts';
import type { SourceFormat, SourceText, SourceVoid } from './source-line.ts';
import { firstWhere } from '../text/first-where.ts';

/** A node that was found in a text: it reads like the characters `from` up to `to`. */
export type FoundNode = { from: number; to: number; node: Inline };

/**
 * The inline nodes of a text: what was found in it, the words between, and over both how the source looks. What a run of
 * the source parts is one node all the same; a note or an image inside of one follows it.
 * @param found in order
 */
export function laidOver(source: SourceText, found: readonly FoundNode[], ids: IdSource): Inline[] {
  const { text, formats = [], voids = [] } = source;
  const nodes: Inline[] = [];
  let format = 0;
  let next = 0;
  const words = (from: number, to: number): void => {
    while ((formats[format]?.to ?? Infinity) <= from) format += 1;
    let at = from;
    for (let one = formats[format]; at < to; one = formats[format]) {
      const begins = Math.min(one?.from ?? to, to);
      if (begins > at) nodes.push({ text: text.slice(at, begins) });
      at = Math.max(at, begins);
      if (!one || at >= to) break;
      const ends = Math.min(one.to, to);
      if (ends > at) nodes.push({ text: text.slice(at, ends), ...lookOf(one) });
      at = Math.max(at, ends);
      if (one.to > to) break;
      format += 1;
    }
  };
  const between = (from: number, to: number): void => {
    let at = from;
    for (let one = voids[next]; one && one.at <= to; one = voids[next]) {
      const place = Math.max(one.at, at);
      words(at, place);
      nodes.push(nodeOf(one, ids));
      at = place;
      next += 1;
    }
    words(at, to);
  };
  let at = 0;
  for (const { from, to, node } of found) {
    between(at, from);
    nodes.push({ ...node, ...lookOfAll(formats, from, to) });
    at = to;
  }
  between(at, text.length);
  return padInlines(nodes);
}

/** True where a note stands between two of these characters: they are no single figure then. */
export function isParted({ voids = [] }: SourceText, from: number, to: number): boolean {
  for (let at = firstAfter(voids, from); at < voids.length; at += 1) {
    const one = voids[at];
    if (!one || one.at >= to) return false;
    if ('note' in one) return true;
  }
  return false;
}

/** Index of the first format that ends behind a place; formats are in order. */
const firstBehind = (formats: readonly SourceFormat[], place: number): number =>
  firstWhere(formats.length, (at) => (formats[at]?.to ?? 0) > place);
const firstAfter = (voids: readonly SourceVoid[], place: number): number =>
  firstWhere(voids.length, (at) => (voids[at]?.at ?? 0) > place);

const lookOf = ({ bold, sup }: FormatMarks): Pick<FormatMarks, 'bold' | 'sup'> => ({
  ...(bold ? { bold } : {}),
  ...(sup ? { sup } : {}),
});

/** A node is bold where most of it is, and raised where all of it is: a unit stands beside its figure. */
function lookOfAll(formats: readonly SourceFormat[], from: number, to: number): FormatMarks {
  let [bold, sup] = [0, 0];
  for (let at = firstBehind(formats, from); at < formats.length; at += 1) {
    const one = formats[at];
    if (!one || one.from >= to) break;
    const length = Math.max(0, Math.min(one.to, to) - Math.max(one.from, from));
    if (one.bold) bold += length;
    if (one.sup) sup += length;
  }
  return {
    ...(bold * 2 >= to - from && bold > 0 ? { bold: true } : {}),
    ...(sup > 0 && sup === to - from ? { sup: true } : {}),
  };
}

function nodeOf(one: SourceVoid, ids: IdSource): InlineVoid {
  if ('note' in one) {
    const { kind, body } = one.note;
    return {
      type: 'note',
      id: ids(),
      kind,
      body: body.length > 0 ? body : [{ text: '' }],
      children: [{ text: '' }],
    };
  }
  return { type: 'image', id: ids(), ...one.image, children: [{ text: '' }] };
}
