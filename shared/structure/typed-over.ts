import { fieldKind } from '../document/field-kinds.ts';
import type { Field } from '../document/types.ts';
import { readFigure } from '../figures/parse-figure.ts';
import { splitApprox } from '../figures/approx.ts';
import { isPersonName } from '../privacy/find-personal.ts';
import { narrowFigures } from './field-of-words.ts';
import { typedName } from './typed-figure.ts';
import { nameUnitOf, unitAt } from './units.ts';

/**
 * How words that are typed over a field can be its value: as they stand (`value`), with another unit than the field's
 * (`unit`), or as the beginning of something that can (`begun`: 近, `12.`, 人 of 人次).
 */
export type TypedOver = {
  is: 'value' | 'unit' | 'begun';
  props: Pick<Field, 'value' | 'unit'> & { approx: string | undefined };
};

type Shape = Pick<Field, 'kind' | 'unit' | 'unitPlace'>;

/** What ends a name: it can't be part of one. */
const ENDS = /[，。；：！？、\n\t（）()]/;
const MOST_OF_NAME = 30;
const MOST_OF_DOCUMENT = 60;

const APPROX = '大约|将近|超过|不足|不到|约|近|逾|超';
const SCALE = '百万|千万|十万|万|亿|百|千';
const FIGURE = new RegExp(
  `^((?:${APPROX})?\\s*-?\\d[\\d,]*(?:\\.\\d+)?(?:余|多)?(?:(?:${SCALE})(?!元))?(?:余|多)?)\\s*(.*)$`,
  'su',
);
/** A figure in words: a writer's own, which stays as it is. */
const IN_WORDS = /^((?:大约|将近|约|近)?[〇零一二两三四五六七八九十百千万亿]+(?:余|多)?)(.*)$/su;
const FIGURE_BEGUN = new RegExp(`^(?:大|将|超|不|${APPROX})?(?:-?\\d[\\d,]*(?:\\.\\d*)?)?$`, 'u');
const DATE = /^[\d年月日号底初末上中下旬至—–\-./〇零一二三四五六七八九十]{1,24}$/u;
const NAME_OF_PERSON =
  /^(?:\p{Script=Han}{1,4}|(?=.*[·・•])[\p{Script=Han}·・•]{2,24}|[A-Za-z][A-Za-z .'-]{0,39})$/u;

/**
 * What words that are typed in the place of a field make of it: the same field with another value, the unit that was
 * typed along not doubled. Null where the words can't be the field's value.
 */
export function typedOver(field: Shape, typed: string): TypedOver | null {
  const words = typed.trim();
  if (words === '') return null;
  if (fieldKind(field.kind).figure) return figureOver(field, narrowFigures(words));
  switch (field.kind) {
    case 'year':
      return yearOver(field, narrowFigures(words));
    case 'date':
      return dateOver(field, narrowFigures(words));
    case 'document':
      return words.length <= MOST_OF_DOCUMENT && !/[，。；！？\n\t]/.test(words)
        ? { is: 'value', props: asName(field, words) }
        : null;
    default:
      return nameOver(field, words);
  }
}

function figureOver({ kind, unit }: Shape, words: string): TypedOver | null {
  const plain = words.replaceAll('％', '%');
  const own = unit.replaceAll('％', '%');
  // The field's own unit, whole or begun, comes before a scale: 万 may be the beginning of 万元.
  for (let length = own.length; length > 0; length -= 1) {
    if (!plain.endsWith(own.slice(0, length))) continue;
    const figure = figureIn(plain.slice(0, -length), '');
    if (figure) return { is: length === own.length ? 'value' : 'begun', props: { ...figure, unit } };
  }
  const figure = figureIn(plain, '');
  if (figure) return { is: 'value', props: { ...figure, unit } };
  if (FIGURE_BEGUN.test(plain)) return { is: 'begun', props: { value: plain, unit, approx: undefined } };
  const rest = (FIGURE.exec(plain) ?? IN_WORDS.exec(plain))?.[2] ?? '';
  const other = unitAt(rest);
  const same = other?.unit === rest && (other.kind === kind || unit === '');
  const counted = same ? figureIn(plain, rest) : null;
  return counted ? { is: 'unit', props: { ...counted, unit: rest } } : null;
}

/** Words that are a figure and then nothing but `unit`. */
function figureIn(words: string, unit: string): { value: string; approx: string | undefined } | null {
  const [, figure, rest] = FIGURE.exec(words) ?? [];
  if (figure !== undefined && rest === unit) {
    const { value, approx } = splitApprox(figure);
    const read = readFigure(value);
    if (read.ok) return { value: read.better ?? value, approx };
  }
  const [, spelt, behind] = IN_WORDS.exec(words) ?? [];
  return spelt !== undefined && behind === unit ? { value: spelt, approx: undefined } : null;
}

function yearOver({ unit }: Shape, words: string): TypedOver | null {
  const [, year] = /^(\d{1,4})年?$/.exec(words) ?? [];
  return year === undefined ? null : { is: 'value', props: { value: year, unit, approx: undefined } };
}

function dateOver(field: Shape, words: string): TypedOver | null {
  return DATE.test(words) ? { is: 'value', props: asName(field, words) } : null;
}

function nameOver(field: Shape, words: string): TypedOver | null {
  if (ENDS.test(words) || words.length > MOST_OF_NAME) return null;
  const { unit, unitPlace = 'after' } = field;
  // The office, or the 镇 of a name, begun: what is typed so far is no name yet.
  if (unitPlace === 'before' && unit !== '' && unit.startsWith(words))
    return { is: 'begun', props: { value: '', unit, approx: undefined } };
  const props = asName(field, words);
  if (field.kind === 'person' && !NAME_OF_PERSON.test(props.value)) return null;
  if (props.value === words && unitPlace === 'after' && unit !== '') {
    for (let length = unit.length - 1; length > 0; length -= 1) {
      if (words.endsWith(unit.slice(0, length)) && words.length > length)
        return { is: 'begun', props: { ...props, value: words.slice(0, -length) } };
    }
    const other = nameUnitOf(words);
    if (other?.kind === field.kind && field.kind !== 'person')
      return {
        is: 'unit',
        props: { value: words.slice(0, -other.unit.length), unit: other.unit, approx: undefined },
      };
  }
  return { is: 'value', props };
}

const asName = (field: Shape, words: string): TypedOver['props'] => ({
  value: typedName(words, field),
  unit: field.unit,
  approx: undefined,
});

/** Most letters that a name takes one after the other, where nothing says that it has ended. */
const MOST_TYPED = 20;

/**
 * Whether a field that has taken `before` takes what was typed right behind it too, which makes `next`. A figure takes
 * what makes another figure; a name has ended with its unit (镇, 局) or where the next letter makes no name of it.
 */
export function takesMore(field: Shape, before: string, next: string): TypedOver | null {
  const { name } = fieldKind(field.kind);
  if (name) {
    const { unit, unitPlace = 'after' } = field;
    if (unitPlace === 'after' && unit !== '' && before.endsWith(unit) && before !== unit) return null;
    if (field.kind === 'person') {
      const [was, is] = [typedName(before, field), typedName(next, field)];
      if (isPersonName(was) && !isPersonName(is)) return null;
      // No name that is known, and nothing says that it has ended: B区.
      if (next.length <= MOST_TYPED && !ENDS.test(next) && typedOver(field, next) === null)
        return { is: 'value', props: asName(field, next) };
    } else if (nameUnitOf(before) !== null && nameUnitOf(next) === null) return null;
    if (next.length > MOST_TYPED) return null;
  }
  return typedOver(field, next);
}
