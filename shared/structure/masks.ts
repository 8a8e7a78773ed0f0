import { FIELD_KINDS, type FieldKind } from '../document/field-kinds.ts';
import type { Field, UnitPlace } from '../document/types.ts';
import { officeAfter, officeBefore, unitAt } from './units.ts';

/** A field that was found in a text: characters `from` up to `to` are what it reads like. */
export type FieldSpan = {
  from: number;
  to: number;
  field: Partial<Field> & { kind: FieldKind; unit: string };
};

/**
 * Runs of mask characters, in the forms of redacted reports. A single Latin letter is a mask only where a unit
 * follows; 某 only before what it names; digits in part (`20xx`) as a whole.
 */
const MASKS =
  /(?:19|20)(?:\*{2}|＊{2}|[xX]{2}|[×✕]{2})|\d{1,4}(?:\*+|＊+|×+|[xX]+)|(?<![A-Za-z0-9])[A-Z](?![A-Za-z0-9])|\*+|＊+|[xX]+|[×✕╳]+|[○〇●]{2,}|[□■]+|[_＿]{2,}|某{1,4}/g;

/** What one of them holds: most lines hold none. */
const MAYBE = /[*＊x×✕╳○〇●□■_＿某A-Z]/;

/** 某 in ordinary words. */
const NOT_SOMEONE = /^某(?:些|种|个|一|方面|程度)/;

/** The longest unit or office, and spaces. */
const BESIDE = 24;

export function maskSpans(text: string): FieldSpan[] {
  const spans: FieldSpan[] = [];
  if (!MAYBE.test(text)) return spans;
  for (const match of text.matchAll(MASKS)) {
    const mask = match[0];
    const from = match.index;
    // Only what stands beside it: a pattern that ends there would be tried from every character.
    const before = text.slice(Math.max(0, from - BESIDE), from);
    const after = text.slice(from + mask.length, from + mask.length + BESIDE);
    if (!isMask(mask, before, after)) continue;
    const span = spanOf(mask, before, after, from);
    // An office belongs to one name only.
    if ((spans.at(-1)?.to ?? 0) <= span.from) spans.push(span);
  }
  return spans;
}

function isMask(mask: string, before: string, after: string): boolean {
  // A镇, B同志: a letter for a name; A类, E级 are none.
  if (/^[A-WYZ]$/.test(mask)) return namesSomeone(after) || officeBefore(before) !== null;
  // 1*次: only the last figures are masked.
  if (/^\d/.test(mask) && !isYear(mask)) return !/[\d.]$/.test(before) && unitAt(after) !== null;
  if (/^[xX]+$/.test(mask)) {
    if (/[A-Za-z0-9]$/.test(before) || /^[A-Za-z0-9]/.test(after)) return false;
    return mask.length > 1 || unitAt(after.trimStart()) !== null || officeBefore(before) !== null;
  }
  // A multiplication sign between figures.
  if (/^[×✕╳]$/.test(mask)) return !/\d\s*$/.test(before) && unitAt(after) !== null;
  // 二〇〇八年 is a year in Chinese figures.
  if (/^[〇○]+$/.test(mask))
    return !/[一二三四五六七八九]$/.test(before) && !/^[一二三四五六七八九]/.test(after);
  if (mask.startsWith('某'))
    return !NOT_SOMEONE.test(mask + after) && (unitAt(after) !== null || officeBefore(before) !== null);
  if (/^[□■]+$/.test(mask)) return unitAt(after) !== null;
  return true;
}

/** What follows can be called by a name. */
function namesSomeone(after: string): boolean {
  const found = unitAt(after);
  if (found) return FIELD_KINDS[found.kind].name;
  return officeAfter(after) !== null;
}

function spanOf(mask: string, before: string, after: string, from: number): FieldSpan {
  const to = from + mask.length;
  const office = officeBefore(before);
  const found = unitAt(after);
  // A书记主持: the office stands behind the name.
  const title = /^[A-Z]$/.test(mask) && !office ? officeAfter(after) : null;
  if (title) return { from, to: to + title.length, field: masked('person', title, mask) };
  // 书记*主持: a name; but 书记**次 is a figure behind the word.
  if (office && (!found || FIELD_KINDS[found.kind].name)) {
    return { from: from - office.length, to, field: masked('person', office, mask, 'before') };
  }
  if (found && (found.kind !== 'year' || isYear(mask))) {
    return { from, to: to + found.unit.length, field: masked(found.kind, found.unit, mask) };
  }
  // `****-****年`: the first year of a span stands without its unit.
  if (isYear(mask) && /^\s*[-—–~～至]/.test(after)) {
    return { from, to, field: masked('year', '年', mask, 'none') };
  }
  if (found) return { from, to: to + found.unit.length, field: masked('count', found.unit, mask) };
  return { from, to, field: masked('organisation', '', mask) };
}

function isYear(mask: string): boolean {
  return mask.length === 4 || mask.length === 2;
}

function masked(kind: FieldKind, unit: string, mask: string, unitPlace?: UnitPlace): FieldSpan['field'] {
  return { kind, unit, mask, sensitivity: 'internal', ...(unitPlace ? { unitPlace } : {}) };
}
