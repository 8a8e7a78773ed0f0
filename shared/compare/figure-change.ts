import { compareFigures } from '../figures/compare-figures.ts';
import type { ComparedPiece, FigureChange } from './types.ts';
import type { TextChange } from '../text/difference.ts';

const FIGURE =
  /^((?:大约|将近|超过|不足|不到|[约近超逾])?)(\d[\d,]*(?:\.\d+)?(?:余|多)?[万亿千百]?(?:余|多)?)([%％]|[\p{Script=Han}]{0,4})$/u;
const UNIT = /^([%％]|[\p{Script=Han}]{1,2})/u;
/** Days, months and numbers of order are no amounts. */
const CALENDAR = /^[年月日号时点届期]/;
const MASK = /^[*＊]+$/;

/** The years by which the reports themselves differ. */
export type Years = { from: number; to: number };

/**
 * Reads the changes of a text again: a figure that replaced a figure is told with both values and the change in per
 * cent, a year that moved on with the report is told as such.
 */
export function withFigures(changes: readonly TextChange[], years: Years): ComparedPiece[] {
  const pieces: ComparedPiece[] = changes.map(({ kind, text }) => ({ kind, text }));
  pieces.forEach((piece, at) => {
    const after = pieces[at + 1];
    if (piece.kind !== 'delete' || after?.kind !== 'insert') return;
    const next = pieces[at + 2]?.text ?? '';
    if (isRolled(piece.text, after.text, next, years)) {
      piece.rolled = true;
      after.rolled = true;
      return;
    }
    const change = figureChange(piece.text, after.text, next);
    if (change) after.figure = change;
  });
  return pieces;
}

function isRolled(before: string, after: string, next: string, { from, to }: Years): boolean {
  if (from === to) return false;
  const [, old, oldRest] = /^(\d{4})(年?)$/.exec(before) ?? [];
  const [, now, nowRest] = /^(\d{4})(年?)$/.exec(after) ?? [];
  if (old === undefined || now === undefined || oldRest !== nowRest) return false;
  return Number(now) - Number(old) === to - from && (oldRest === '年' || next.startsWith('年'));
}

/** `next` is what follows on both sides: the unit, where it did not change. Null where it is no figure for another. */
export function figureChange(before: string, after: string, next: string): FigureChange | null {
  const unitBehind = UNIT.exec(next)?.[1] ?? '';
  if (MASK.test(before) || MASK.test(after)) {
    const other = MASK.test(before) ? after : before;
    if (!MASK.test(other) && !FIGURE.test(other)) return null;
    return { before, after, unitBefore: unitBehind, unitAfter: unitBehind, percent: null, points: null };
  }
  const read = [FIGURE.exec(before), FIGURE.exec(after)] as const;
  if (!read[0] || !read[1]) return null;
  const [, oldWord = '', oldValue = '', oldUnit = ''] = read[0];
  const [, nowWord = '', nowValue = '', nowUnit = ''] = read[1];
  const unitBefore = oldUnit || unitBehind;
  const unitAfter = nowUnit || unitBehind;
  const [old, now] = [
    { value: oldWord + oldValue, unit: unitBefore },
    { value: nowWord + nowValue, unit: unitAfter },
  ];
  const change = CALENDAR.test(unitAfter) ? null : compareFigures(old, now);
  return {
    before: old.value,
    after: now.value,
    unitBefore,
    unitAfter,
    percent: change?.percent ?? null,
    points: change?.points ?? null,
  };
}
