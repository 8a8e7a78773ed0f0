import { fieldUnit, isUnfilled, partsAround, partsOfField, type FieldPart } from '../document/field-text.ts';
import { readInlines, type InlineReading, type Piece } from '../document/reading.ts';
import { isImage, isNote } from '../document/guards.ts';
import type { Field, Inline, Note, Ordinal, Variables } from '../document/types.ts';
import { maskedField, type MaskStyle } from './mask.ts';
import { maskedBody } from './mask-words.ts';
import type { EditionRun } from './types.ts';

/** The gap of an empty field: two characters, as officials leave it; a whole date has its own form. */
const GAP = '　　';
const YEAR_GAP = '　　　　';

/** What an edition prints of the fields of a report. */
export type FieldPrint = {
  /** Numbers of the report's notes, as that edition counts them. */
  notes: ReadonlyMap<Note, number>;
  /** Hides in a note, and in what is said of an image, what the edition must not print. */
  words: (text: string) => string;
  variables: Variables;
  /** True of what must not be printed. */
  hides: (field: Field) => boolean;
  mask: MaskStyle;
};

/** A field as an edition prints it: masked where it is hidden, else value with unit, or a gap to fill in by hand. */
export function printedParts({
  variables,
  hides,
  mask,
}: Pick<FieldPrint, 'variables' | 'hides' | 'mask'>): (field: Field) => readonly FieldPart[] {
  return (field) =>
    hides(field) ? [{ is: 'mask', text: maskedField(field, variables, mask) }] : openParts(field, variables);
}

function openParts(field: Field, variables: Variables): FieldPart[] {
  if (!isUnfilled(field, variables)) return partsOfField(field, variables);
  if (field.kind !== 'date' || fieldUnit(field, variables)) return partsAround(field, variables, GAP, 'gap');
  return [
    { is: 'gap', text: YEAR_GAP },
    { is: 'unit', text: '年' },
    { is: 'gap', text: GAP },
    { is: 'unit', text: '月' },
    { is: 'gap', text: GAP },
    { is: 'unit', text: '日' },
  ];
}

/** A piece of a reading as runs; none where nothing shows. */
export function runsOfPiece(
  { text }: InlineReading,
  { node, from, to, parts }: Piece,
  { notes, words }: Pick<FieldPrint, 'notes' | 'words'>,
): EditionRun[] {
  if (isNote(node)) {
    const body = maskedBody(node.body, words);
    return [{ text: '', note: { kind: node.kind, number: notes.get(node) ?? 0, body } }];
  }
  if (isImage(node)) {
    const { asset, width, height, alt } = node;
    return [{ text: '', image: { asset, width, height, alt: words(alt) } }];
  }
  const look = {
    ...(node.bold ? { bold: true as const } : {}),
    ...(node.sup ? { sup: true as const } : {}),
  };
  const runs: EditionRun[] = [];
  for (const part of parts ?? [{ is: 'value', text: text.slice(from, to) }])
    addRun(
      runs,
      part.is === 'gap' ? { text: part.text, ...look, blank: true } : { text: part.text, ...look },
    );
  return runs;
}

/** True of a run in which there is something to print. */
export const shows = (run: EditionRun): boolean =>
  run.text !== '' || run.note !== undefined || run.image !== undefined;

const isPlain = (run: EditionRun): boolean => run.note === undefined && run.image === undefined;
const sameLook = (a: EditionRun, b: EditionRun): boolean =>
  isPlain(a) && isPlain(b) && a.blank === b.blank && a.bold === b.bold && a.sup === b.sup;

/** Puts a run behind others; it becomes one with the last where both are of a kind. */
export function addRun(runs: EditionRun[], run: EditionRun): void {
  if (!shows(run)) return;
  const last = runs.at(-1);
  if (last && sameLook(last, run)) last.text += run.text;
  else runs.push({ ...run });
}

/** How an inline node reads in an edition of which each node is looked at by itself, with its marks. */
export type Spell = (node: Inline) => EditionRun[];

/** @param labels of the report's ordinals, as that edition counts them */
export function speller(labels: ReadonlyMap<Ordinal, string>, print: FieldPrint): Spell {
  const field = printedParts(print);
  return (node) => {
    const reading = readInlines([node], labels, { field });
    return reading.pieces.flatMap((piece) => runsOfPiece(reading, piece, print));
  };
}
