import { GAP_MARK } from '../document/field-text.ts';
import { noteSign } from '../document/notes.ts';
import type { ComparedRow, Comparison } from '../compare/types.ts';
import type { EditionBlock, EditionDocument, EditionRun } from '../edition/types.ts';
import { firstDifference } from './first-difference.ts';
import type { MarkedReading, WrongFile } from './prove-file.ts';

/**
 * Whether a comparison gives the old text with all of it rejected, and the new one with all accepted; null where it
 * does. It is read from its pieces, and the two texts from their editions.
 */
export function proveComparison(
  { sections }: Comparison,
  a: EditionDocument,
  b: EditionDocument,
): WrongFile | null {
  // Words that moved stand twice: they are read where they were, and where they are.
  const old = sections
    .filter((section) => section.placeA >= 0)
    .toSorted((x, y) => x.placeA - y.placeA)
    .flatMap(({ rows }) => rows.filter((row) => row.a && row.kind !== 'moved'));
  const now = sections.flatMap(({ rows }) => rows.filter((row) => row.b && row.kind !== 'moved-away'));
  return proveReading({ rejected: textOf(old, 'a', 'delete'), accepted: textOf(now, 'b', 'insert') }, a, b);
}

/** The same of the Word file that was made of it. */
export function proveReading(file: MarkedReading, a: EditionDocument, b: EditionDocument): WrongFile | null {
  const expected = { rejected: readEdition(a), accepted: readEdition(b) };
  for (const side of ['rejected', 'accepted'] as const) {
    const difference = firstDifference(solid(expected[side]), solid(file[side]));
    if (difference) return { side, ...difference };
  }
  return null;
}

function textOf(rows: readonly ComparedRow[], side: 'a' | 'b', kind: 'delete' | 'insert'): string {
  return rows
    .map((row) => {
      const part = row[side];
      if (!part) return '';
      const isAlone = row.kind === 'moved' || row.kind === 'moved-away';
      const words = isAlone
        ? part.text
        : row.pieces
            .map((piece) => (piece.kind === 'same' || piece.kind === kind ? piece.text : ''))
            .join('');
      return part.label + words;
    })
    .join('\n');
}

/** White space and the breaks of lines are nothing that a comparison is about: items that run in are parts of their own. */
const solid = (text: string): string => text.replaceAll(/[\s\p{Cc}]/gu, '');

const isSigned = ({ type }: EditionBlock): boolean => type === 'signature';

/** The words of an edition, block by block, its notes behind each; the signature before the annexes. */
function readEdition({ blocks }: EditionDocument): string {
  const annex = blocks.findIndex(({ type }) => type === 'annex');
  const end = annex < 0 ? blocks.length : annex;
  const [body, annexes] = [blocks.slice(0, end), blocks.slice(end)];
  return [
    ...body.filter((block) => !isSigned(block)),
    ...blocks.filter((block) => isSigned(block)),
    ...annexes.filter((block) => !isSigned(block)),
  ]
    .map((block) => readBlock(block))
    .join('\n');
}

function readBlock(block: EditionBlock): string {
  const runs =
    block.type === 'table'
      ? block.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.runs))
      : [...block.runs, ...(block.type === 'heading' ? (block.runIn ?? []) : [])];
  const number = block.type === 'heading' || block.type === 'annex' ? block.number : '';
  const words = runs.map((run) => (run.blank ? GAP_MARK : run.text)).join('');
  return [number + words, ...runs.map((run) => besideOf(run))].join('\n');
}

function besideOf({ note, image }: EditionRun): string {
  if (image) return image.alt ? `〔图：${image.alt}〕` : '〔图〕';
  return note ? noteSign(note.kind, note.number) + note.body.map(({ text }) => text).join('') : '';
}
