import { FIELD_KINDS, type FieldKind } from '../document/field-kinds.ts';
import { fieldText, fieldUnit, fieldValue, partsAround, textOfParts } from '../document/field-text.ts';
import type { Field, Variables } from '../document/types.ts';

const NUMBER = /^[0-9０-９](?:[0-9０-９,，.．]*[0-9０-９])?(?:[万亿千百]+)?$/;
const DATE = /^(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|初)?$/;
const MOST = 60;
/** Whether something can be the value of a field. */
const VALUES: Record<(typeof FIELD_KINDS)[FieldKind]['value'], (value: string) => boolean> = {
  number: (value) => NUMBER.test(value),
  date: (value) => DATE.test(value),
  words: (value) => !/[。；！？\n]/.test(value),
};

/** Stands for the value while what stands around it is asked for. */
const VALUE = '\u0001';

/**
 * What a field holds when its words in a copy were changed to these: `12次` to `15次`, `125件` to `25件`, or the gap
 * filled in. What comes back reads as the words do. Null where they are no value of this field any more, but other
 * words.
 * @param spelt as the field stood in the copy
 */
export function changedField(field: Field, spelt: string, words: string, variables: Variables): Field | null {
  for (const shape of shapesOf(field)) {
    const changed = inShape(shape, field, spelt, words, variables);
    if (changed && bare(fieldText(changed, {})) === bare(words)) return changed;
  }
  return null;
}

/** The field itself, and without what may have been taken off it: 约, （截至11月底）, the unit. */
function shapesOf(field: Field): Field[] {
  const { approx: _approx, ...exact } = field;
  const { cutoff: _cutoff, ...open } = field;
  const { approx: _both, ...plain } = open;
  return [field, exact, open, plain];
}

function inShape(
  shape: Field,
  field: Field,
  spelt: string,
  words: string,
  variables: Variables,
): Field | null {
  const gap = fieldValue(field, variables) === '' ? gapOf(spelt) : '';
  const [before = '', after = ''] = gap ? spelt.split(gap) : wordsAround(shape, variables);
  const { kind } = field;
  if (words.length >= before.length + after.length && words.startsWith(before) && words.endsWith(after)) {
    const inner = words.slice(before.length, words.length - after.length).trim();
    const value = gap ? bare(inner) : inner;
    if (fits(kind, value)) return withValue(shape, value, fieldUnit(field, variables));
  }
  const facts = FIELD_KINDS[kind];
  if (facts.value === 'date') {
    const date = words.replaceAll(/\s/g, '');
    return date && DATE.test(date) ? withValue(shape, date, '') : null;
  }
  if (facts.value === 'words') {
    // Only the unit went, or with it a part of the name.
    const isLeft = words !== '' && fieldValue(field, variables).includes(words);
    return isLeft ? withValue(shape, words, '') : null;
  }
  // With another unit: 15场 in place of 12次.
  const match = /^([0-9０-９,，.．]+[万亿千百]*)(\p{Script=Han}{0,3}|%|％)$/u.exec(words);
  const value = match?.[1] ?? '';
  return fits(kind, value) && field.unitPlace !== 'before' ? withValue(shape, value, match?.[2] ?? '') : null;
}

/** What stands before and behind the value of a field: 近, 余件. */
export const wordsAround = (field: Field, variables: Variables): string[] =>
  textOfParts(partsAround(field, variables, VALUE, 'value')).split(VALUE);

/** Without the wide spaces of a gap. */
const bare = (words: string): string => words.replaceAll('\u3000', '');

function gapOf(spelt: string): string {
  return /\u3000+/.exec(spelt)?.[0] ?? '';
}

function fits(kind: FieldKind, value: string): boolean {
  if (value === '' || value.length > MOST) return false;
  return VALUES[FIELD_KINDS[kind].value](value);
}

/** A value of its own: it follows neither a variable nor another field any more. */
function withValue(field: Field, value: string, unit: string): Field {
  const { variable: _variable, computed: _computed, mask: _mask, ins: _ins, del: _del, ...rest } = field;
  return { ...rest, value, unit };
}
