import { noteSign, textOfNote } from '../document/notes.ts';
import type { NoteKind } from '../document/types.ts';
import type { SourceCell, SourceFormat, SourceLine, SourceText, SourceVoid } from './source-line.ts';

// Cutting and joining words of a source together with what stands in them, and what they read like.

/** True where there is something to keep: words, a note, an image, a table. */
export const holdsSomething = ({ text, voids, table }: SourceLine): boolean =>
  table !== undefined || text.trim() !== '' || (voids !== undefined && voids.length > 0);

export const textOfCell = (cell: SourceCell): string => (typeof cell === 'string' ? cell : cell.text);

/** The words from one character up to another. What stands at either end belongs to it. */
export function sliceText(
  { text, formats = [], voids = [] }: SourceText,
  from: number,
  to = text.length,
): SourceText {
  return withLooks(
    text.slice(from, to),
    formats.flatMap((format): SourceFormat[] => {
      const part = {
        ...format,
        from: Math.max(format.from, from) - from,
        to: Math.min(format.to, to) - from,
      };
      return part.from < part.to ? [part] : [];
    }),
    voids.flatMap((one) => (one.at >= from && one.at <= to ? [{ ...one, at: one.at - from }] : [])),
  );
}

/** The words without white space at their ends. What stands in that space stays at the end. */
export function trimText(source: SourceText): SourceText {
  const { text, formats = [], voids = [] } = source;
  const length = text.trim().length;
  const from = text.length - text.trimStart().length;
  if (length === text.length) return source;
  const within = (at: number): number => Math.min(Math.max(at - from, 0), length);
  return withLooks(
    text.slice(from, from + length),
    formats
      .map((format) => ({ ...format, from: within(format.from), to: within(format.to) }))
      .filter((format) => format.from < format.to),
    voids.map((one) => ({ ...one, at: within(one.at) })),
  );
}

/** Words one behind the other. */
export function joinTexts(parts: readonly SourceText[], between = ''): SourceText {
  let text = '';
  const formats: SourceFormat[] = [];
  const voids: SourceVoid[] = [];
  parts.forEach((part, at) => {
    if (at > 0) text += between;
    const by = text.length;
    for (const one of part.formats ?? []) formats.push({ ...one, from: one.from + by, to: one.to + by });
    for (const one of part.voids ?? []) voids.push({ ...one, at: one.at + by });
    text += part.text;
  });
  return withLooks(text, formats, voids);
}

const withLooks = (text: string, formats: SourceFormat[], voids: SourceVoid[]): SourceText => ({
  text,
  ...(formats.length > 0 ? { formats } : {}),
  ...(voids.length > 0 ? { voids } : {}),
});

/**
 * What lines read like as the text of an edition has it: signs of notes in their places, and the words of the notes
 * behind all lines, footnotes first.
 */
export function printedLines(lines: readonly SourceLine[]): string[] {
  const counts: Record<NoteKind, number> = { foot: 0, end: 0 };
  const behind: Record<NoteKind, string[]> = { foot: [], end: [] };
  const printed = ({ text, voids = [] }: SourceText): string => {
    let out = '';
    let from = 0;
    for (const one of voids) {
      if (!('note' in one)) continue;
      const { kind, body } = one.note;
      const sign = noteSign(kind, (counts[kind] += 1));
      out += text.slice(from, one.at) + sign;
      from = one.at;
      behind[kind].push(sign + textOfNote(body));
    }
    return out + text.slice(from);
  };
  const words = lines.map((line) =>
    line.table
      ? line.table
          .map((row) => row.map((cell) => (typeof cell === 'string' ? cell : printed(cell))).join(''))
          .join('')
      : printed(line),
  );
  return [...words, ...behind.foot, ...behind.end];
}
