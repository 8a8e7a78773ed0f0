import { FIELD_KINDS } from './field-kinds.ts';
import { approxWords, isCutoff } from '../figures/approx.ts';
import type { Field, LastValue, Variables } from './types.ts';
import { unitSuffix } from './unit-name.ts';

/**
 * A part of what a field reads like: its value, or the mask or the gap in its place; the unit, a word for how exact it
 * is (近, 余), up to when it counts (（截至11月底）).
 */
export type FieldPart = { is: 'value' | 'mask' | 'gap' | 'unit' | 'approx' | 'cutoff'; text: string };

type Shape = Pick<Field, 'unit' | 'unitPlace' | 'approx' | 'cutoff'>;

/**
 * Puts everything where it belongs, part by part: `12` `次`, `书记` `张三`, `近` `200` `余` `件` `（截至11月底）`. The value
 * is always one of the parts; where it is empty, nothing says how exact it is.
 */
function fieldParts(field: Shape, value: string, is: 'value' | 'mask' | 'gap' = 'value'): FieldPart[] {
  const place = field.unitPlace ?? 'after';
  const [before, after] = value ? approxWords(field.approx) : ['', ''];
  const parts: FieldPart[] = [];
  const add = (kind: FieldPart['is'], text: string): void => {
    if (text) parts.push({ is: kind, text });
  };
  if (place === 'before') add('unit', field.unit);
  add('approx', before);
  parts.push({ is, text: value });
  add('approx', after);
  if (place === 'after') add('unit', field.unit);
  if (value && isCutoff(field.cutoff)) add('cutoff', `（${field.cutoff}）`);
  return parts;
}

/** The words of the parts: `12次`, `书记张三`, `近200余件（截至11月底）`. */
export function textOfParts(parts: readonly FieldPart[]): string {
  let text = '';
  for (const part of parts) text += part.text;
  return text;
}

/** As `fieldParts`, in one word. */
export function withUnit(field: Shape, value: string): string {
  return textOfParts(fieldParts(field, value));
}

/** Last year's figure as it read then. */
export function lastText(field: Pick<Field, 'unitPlace'>, last: LastValue): string {
  return withUnit(
    {
      unit: last.unit,
      unitPlace: field.unitPlace ?? 'after',
      ...(last.approx ? { approx: last.approx } : {}),
    },
    last.value,
  );
}

/** The bare value that a field stands for, without unit, or '' where nobody has filled it in. */
export function fieldValue(field: Field, variables: Variables): string {
  if (!field.variable) return field.value;
  const full = variables[field.variable] ?? '';
  if (!full) return '';
  // A variable holds the full name (青禾镇); the field's unit (镇) is already part of it.
  const place = field.unitPlace ?? 'after';
  const unit = fieldUnit(field, variables);
  if (unit && place === 'after' && full.endsWith(unit)) return full.slice(0, -unit.length);
  if (unit && place === 'before' && full.startsWith(unit)) return full.slice(unit.length);
  return full;
}

/**
 * The unit that goes with the value. A variable holds a whole name: when 青禾镇 becomes 青禾街道, the fields that
 * were made with the unit 镇 read 街道.
 */
export function fieldUnit(field: Field, variables: Variables): string {
  const full = field.variable ? (variables[field.variable] ?? '') : '';
  if (!full || !FIELD_KINDS[field.kind].unitInName) return field.unit;
  if ((field.unitPlace ?? 'after') !== 'after' || full.endsWith(field.unit)) return field.unit;
  return unitSuffix(full);
}

/** The field with this in the place of its value, part by part. */
export function partsAround(
  field: Field,
  variables: Variables,
  text: string,
  is: 'value' | 'mask' | 'gap',
): FieldPart[] {
  return fieldParts({ ...field, unit: fieldUnit(field, variables) }, text, is);
}

/**
 * A field as it reads in the internal edition, part by part: value with unit; where it is empty, the mask it was
 * imported with, or nothing but its unit.
 */
export function partsOfField(field: Field, variables: Variables): FieldPart[] {
  const value = fieldValue(field, variables);
  return value || !field.mask
    ? partsAround(field, variables, value, 'value')
    : partsAround(field, variables, field.mask, 'mask');
}

/** A field as it reads in the internal edition (`partsOfField`). */
export function fieldText(field: Field, variables: Variables): string {
  return textOfParts(partsOfField(field, variables));
}

/** True while there is nothing to read where the field's value stands. */
export function isUnfilled(field: Field, variables: Variables): boolean {
  return !fieldValue(field, variables) && !field.mask;
}

/** What stands for a figure that nobody has filled in where a text is read off the page: 达到＿名, not 达到名. */
export const GAP_MARK = '＿';

/** A field as it reads in a list, a snippet, a card: like `partsOfField`, with a mark where there is nothing yet. */
export function partsOrGap(field: Field, variables: Variables): FieldPart[] {
  return isUnfilled(field, variables)
    ? partsAround(field, variables, GAP_MARK, 'gap')
    : partsOfField(field, variables);
}
