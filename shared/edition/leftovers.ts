import { inlinesOf, isField } from '../document/guards.ts';
import { fieldUnit, fieldValue, withUnit } from '../document/field-text.ts';
import { joinCells } from '../document/reading.ts';
import type { ReportDocument, Variables } from '../document/types.ts';
import { isUnitVariable, UNKNOWN_UNIT } from '../document/unit-name.ts';
import { findPersonal } from '../privacy/find-personal.ts';
import type { LeftoverKind } from '../privacy/kinds.ts';
import { MaskedFinder, type Masked } from '../privacy/masked.ts';
import type { Place } from '../privacy/place.ts';
import type { Template } from '../template/schema.ts';
import { findClearFigures, type ClearFigure, type FigureSource } from './clear-figures.ts';
import { textOfRuns, toEdition } from './gate.ts';
import { hidesField, isHiddenIn, type EditionPolicy } from './mask.ts';
import { hiddenBlocks } from './secrecy.ts';
import { textOfNote } from '../document/notes.ts';
import type { EditionBlock } from './types.ts';
import { runsIn } from './write-text.ts';
import { gradesSpokenOf, marksInLine } from '../text/secrecy-marks.ts';

/** Text of the public edition that still looks like a secret. */
export type Leftover = {
  kind: LeftoverKind;
  block: string;
  /** As it would be printed. */
  text: string;
  /** Place in the block's text in the public edition, without the heading's number. */
  at: number;
  /** What stands around it, to judge by. */
  before: string;
  after: string;
  /** The same is masked in other places of the report. */
  masked: boolean;
  /** It stands in a note or is said of an image of that block: `at` is the place there. */
  inNote?: true;
  /** Of a figure that was typed by hand. */
  figure?: FigureFacts;
};

/** Where a figure stands, what it counts in, and why it is asked about. */
export type FigureFacts = Pick<ClearFigure, 'cell' | 'unit' | 'why'> & {
  /** What a decision about it is kept under: a bare number in a table is told from others by its column. */
  key: string;
};

/** What a decision about a leftover is kept under, beside its kind. */
export const keyOfLeftover = ({ text, figure }: Pick<Leftover, 'text' | 'figure'>): string =>
  figure?.key ?? text;

/** Characters shown on either side of a find. */
const AROUND = 12;

/**
 * What is known of a report beside its text: last year's, the unit that it is filed under, and of an earlier version the
 * report as it is now, which hides what stood in the open then.
 */
export type KnownBeside = { past?: FigureSource | null; unit?: string; now?: FigureSource | null };

/**
 * What somebody should look at before the public edition leaves the house: plain text is printed as it was typed,
 * and may repeat what a field beside it hides. Errs on the side of asking.
 */
export function findLeftovers(
  document: ReportDocument,
  variables: Variables,
  template: Template | undefined,
  policy: EditionPolicy,
  { past = null, unit = '', now = null }: KnownBeside = {},
): Leftover[] {
  // A text that came in redacted doesn't say whose it is; the name may stand in clear in it all the same.
  const known = variables['unit'] || unit === '' ? variables : { ...variables, unit };
  const masked = new MaskedFinder([
    ...maskedOf(document, known, policy),
    ...(now ? maskedOf(now.document, now.variables, now.policy) : []),
  ]);
  const source = { document, variables, year: 0, unit: variables['unit'] ?? '', state: 'drafting' as const };
  const { blocks } = toEdition(source, template, 'public', policy);
  const texts = blocks.flatMap((block) => [
    { id: block.id, text: textOfBlock(block), inNote: false },
    ...runsIn(block).flatMap(({ note, image }) => [
      ...(note ? [{ id: block.id, text: textOfNote(note.body), inNote: true }] : []),
      ...(image?.alt ? [{ id: block.id, text: image.alt, inNote: true }] : []),
    ]),
  ]);
  const personal = texts.map(({ text }) => findPersonal(text));
  // Whoever is named beside an office in one place is a person in all others.
  const people = new Set(personal.flat().flatMap(({ kind, text }) => (kind === 'name' ? [text] : [])));

  const all = texts.flatMap(({ id, text, inNote }, nth) => {
    const found: { kind: LeftoverKind; place: Place }[] = [
      ...masked.find(text).map((place) => ({ kind: 'value' as const, place })),
      ...findWords(text, people).map((place) => ({ kind: 'name' as const, place })),
      ...(personal[nth] ?? []).map(({ kind, ...place }) => ({ kind, place })),
      ...[...internalMarksIn(text), ...gradesSpokenOf(text)].map((place) => ({
        kind: 'mark' as const,
        place,
      })),
    ];
    return withoutCovered(found)
      .sort((a, b) => a.place.at - b.place.at)
      .map(({ kind, place }) => ({
        kind,
        block: id,
        ...place,
        before: text.slice(Math.max(0, place.at - AROUND), place.at),
        after: text.slice(place.at + place.text.length, place.at + place.text.length + AROUND),
        masked: kind === 'value',
        ...(inNote ? { inNote: true as const } : {}),
      }));
  });
  const own = { document, variables, policy };
  const figures = findClearFigures(own, past);
  const since = now
    ? findClearFigures(own, now).filter((one) => !figures.some((other) => isSame(one, other)))
    : [];
  return [...all, ...figuresBeside(all, [...figures, ...since])];
}

const isSame = (a: ClearFigure, b: ClearFigure): boolean =>
  a.block === b.block && a.at === b.at && a.text === b.text;

/** Figures in clear, without those that are asked about already. */
function figuresBeside(found: readonly Leftover[], figures: readonly ClearFigure[]): Leftover[] {
  const asked = new Set(found.map(({ text }) => text));
  return figures.flatMap(({ block, text, at, before, after, cell, unit, why }) => {
    const end = at + text.length;
    const isAsked =
      asked.has(text) ||
      found.some(
        (one) => one.block === block && !one.inNote && one.at < end && one.at + one.text.length > at,
      );
    if (isAsked) return [];
    const key = cell ? `${before}${text}`.slice(-200) : text;
    const figure = { unit, why, key, ...(cell ? { cell } : {}) };
    return [{ kind: 'figure' as const, block, text, at, before, after, masked: false, figure }];
  });
}

const internalMarksIn = (text: string): Place[] =>
  marksInLine(text, false).flatMap(({ kind, from, to }) =>
    kind === 'internal' ? [{ text: text.slice(from, to), at: from }] : [],
  );

function textOfBlock(block: EditionBlock): string {
  if (block.type === 'table')
    return joinCells(block.rows.map((row) => row.cells.map(({ runs }) => textOfRuns(runs))));
  return textOfRuns(block.runs) + (block.type === 'heading' ? textOfRuns(block.runIn ?? []) : '');
}

/** What the public edition hides, wherever it is said. */
function maskedOf(document: ReportDocument, variables: Variables, policy: EditionPolicy): Masked[] {
  const masked: Masked[] = [];
  const hidden = hiddenBlocks(document.blocks);
  for (const block of document.blocks) {
    // 11月 and 23日 are two fields, and one day.
    let day = '';
    for (const node of inlinesOf(block)) {
      if (!isField(node) || node.del) {
        if ('text' in node && node.text !== '') day = '';
        continue;
      }
      const secret = node.secret || hidden.has(block.id) || hidesField(node, 'public', policy);
      if (!secret) continue;
      const value = fieldValue(node, variables);
      if (value === '') continue;
      const unit = fieldUnit(node, variables);
      const whole = withUnit({ unit, unitPlace: node.unitPlace ?? 'after' }, value);
      if (node.kind === 'date' || node.kind === 'year') {
        day += whole;
        masked.push({ kind: 'date', value: day, unit: '', whole: day, label: node.label });
      } else {
        masked.push({ kind: node.kind, value, unit, whole, label: node.label });
      }
    }
  }
  for (const [key, value] of Object.entries(variables)) {
    if (!isHiddenIn('public', policy.variable(key)) || value === UNKNOWN_UNIT) continue;
    masked.push({ kind: kindOfVariable(key), value, unit: '', whole: value, label: '' });
  }
  return masked;
}

function kindOfVariable(key: string): Masked['kind'] {
  if (key === 'unitSign') return 'sign';
  return isUnitVariable(key) || key === 'city' ? 'place' : 'words';
}

function findWords(text: string, words: ReadonlySet<string>): Place[] {
  const places: Place[] = [];
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      places.push({ text: word, at });
  return places;
}

/** A longer find covers the shorter ones in it (青禾镇 and 青禾), and what is masked elsewhere the same text as a name. */
function withoutCovered<F extends { kind: LeftoverKind; place: Place }>(found: readonly F[]): F[] {
  const covers = (a: F, b: F): boolean => {
    const inside =
      a.place.at <= b.place.at && a.place.at + a.place.text.length >= b.place.at + b.place.text.length;
    return inside && (a.place.text.length > b.place.text.length || found.indexOf(a) < found.indexOf(b));
  };
  return found.filter((one) => !found.some((other) => other !== one && covers(other, one)));
}
