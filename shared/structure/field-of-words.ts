import { splitApprox } from '../figures/approx.ts';
import { readDate } from '../text/date-text.ts';
import type { Field } from '../document/types.ts';
import { isPersonName } from '../privacy/find-personal.ts';
import { maskSpans } from './masks.ts';
import { nameUnitOf, officeBefore, unitAt } from './units.ts';

const FIGURE = new RegExp(
  '^((?:大约|将近|超过|不足|不到|约|近|逾|超)?\\s*-?\\d[\\d,]*(?:\\.\\d+)?(?:余|多)?(?:(?:百万|千万|十万|万|亿|百|千)(?!元))?(?:余|多)?)' +
    '\\s*([%‰]?[\\p{Script=Han}（）㎡]{0,8})$',
  'u',
);
const YEAR = /^((?:19|20)\d{2})年$/;
const PART_OF_DATE = /^(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|初|末|[上中下]旬)?$/;
const DOCUMENT = /^《.*》$|[〔[(（]\d{4}[〕\])）]\s*(?:第?\d+号)?$/;

/**
 * What words that a writer has selected are as a field, so that the field reads as they did: a mask, a figure with its
 * unit, a date, a document's number, a name. Whatever is none of these is the name of an organisation.
 */
export function fieldOfWords(selected: string): Partial<Field> {
  const words = selected.trim();
  const [mask] = maskSpans(words);
  if (mask && mask.from === 0 && mask.to === words.length) return mask.field;
  return figureOf(narrowFigures(words)) ?? nameOf(words);
}

function figureOf(words: string): Partial<Field> | null {
  const year = YEAR.exec(words)?.[1];
  if (year !== undefined) return { kind: 'year', value: year, unit: '年' };
  const date = readDate(words);
  if (date.ok && /年/.test(words)) return { kind: 'date', value: date.text };
  if (PART_OF_DATE.test(words)) return { kind: 'date', value: words };
  const [, figure, unit = ''] = FIGURE.exec(words) ?? [];
  if (figure === undefined) return null;
  const { value, approx } = splitApprox(figure);
  const kind = /^[%‰]/.test(unit) ? 'percentage' : (unitAt(unit)?.kind ?? 'count');
  return { kind, value, unit, ...(approx ? { approx } : {}) };
}

function nameOf(words: string): Partial<Field> {
  if (DOCUMENT.test(words)) return { kind: 'document', value: words };
  const office = officeBefore(words.slice(0, 2));
  if (office && isPersonName(words.slice(office.length)))
    return { kind: 'person', value: words.slice(office.length), unit: office, unitPlace: 'before' };
  if (isPersonName(words)) return { kind: 'person', value: words };
  const found = nameUnitOf(words);
  if (found && (found.kind !== 'person' || isPersonName(words.slice(0, -found.unit.length))))
    return { kind: found.kind, value: words.slice(0, -found.unit.length), unit: found.unit };
  return { kind: 'organisation', value: words };
}

/** Figures and their signs, as they are written with an input method set to wide. */
export function narrowFigures(words: string): string {
  return words.replace(/[０-９％．，－]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}
