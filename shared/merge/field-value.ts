import { FIELD_KINDS, type FieldKind } from '../document/field-kinds.ts';
import { fieldValue } from '../document/field-text.ts';
import type { Field, Variables } from '../document/types.ts';

const NUMBER = /^[0-9０-９][0-9０-９,，.．]*(?:[万亿千百]+)?$/;
const DATE = /^(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|初)?$/;
const MOST = 60;
/** Whether something can be the value of a field. */
const VALUES: Record<(typeof FIELD_KINDS)[FieldKind]['value'], (value: string) => boolean> = {
  number: (value) => NUMBER.test(value),
  date: (value) => DATE.test(value),
  words: (value) => !/[。；！？\n]/.test(value),
};

/**
 * What a field holds when its words in a copy were changed to these: `12次` to `15次`, or the gap filled in. Null where
 * they are no value of this field any more, but other words.
 * @param spelt as the field stood in the copy
 */
export function changedField(field: Field, spelt: string, words: string, variables: Variables): Field | null {
  const old = fieldValue(field, variables);
  const shown = old || gapOf(spelt);
  const at = shown ? spelt.indexOf(shown) : -1;
  const before = at < 0 ? '' : spelt.slice(0, at);
  const after = at < 0 ? '' : spelt.slice(at + shown.length);
  if (words.length >= before.length + after.length && words.startsWith(before) && words.endsWith(after)) {
    const value = words
      .slice(before.length, words.length - after.length)
      .replaceAll('\u3000', '')
      .trim();
    if (fits(field.kind, value)) return withValue(field, value, field.unit);
  }
  if (FIELD_KINDS[field.kind].value === 'date') {
    const date = words.replaceAll(/\s/g, '');
    return date && DATE.test(date) ? withValue(field, date, '') : null;
  }
  // With another unit: 15场 in place of 12次.
  const match =
    FIELD_KINDS[field.kind].value === 'number'
      ? /^([0-9０-９,，.．]+[万亿千百]*)(\p{Script=Han}{0,3}|%|％)$/u.exec(words)
      : null;
  return match?.[1] && field.unitPlace !== 'before' ? withValue(field, match[1], match[2] ?? '') : null;
}

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
