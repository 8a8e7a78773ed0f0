import { readFigure } from '../figures/parse-figure.ts';
import { toChineseNumber } from '../text/chinese-number.ts';

/** A value that an edition must not print, and the unit that is read with it. */
export type HiddenValue = { value: string; unit: string };

const NUMERAL = '零〇一二三四五六七八九十百千万亿两';
/** Of a figure of a date or a rank a value of one or two digits is no trace: 3月, 第3条. */
const OF_DATE = '[年月日号时点分]';
const LONGEST_NUMBER = 99_999_999;

/**
 * A pattern for a value as people write it when they speak about it: a figure with or without separators, in full-width
 * digits, in 万, in Chinese numerals; anything else letter by letter. A figure is not found inside a longer one. Null
 * where there is nothing to look for.
 */
export function patternOf({ value, unit }: HiddenValue): string | null {
  if (value.trim() === '') return null;
  const figure = /\d/.test(value.normalize('NFKC')) ? readFigure(value) : null;
  if (!figure?.ok) return escaped(value);
  const plain = /[\d.,]+/.exec(value.normalize('NFKC'))?.[0].replaceAll(',', '') ?? '';
  const number = Math.abs(figure.figure.value);
  const short = plain.length <= 2 && !new RegExp(`^${OF_DATE}`).test(unit);
  const writings = [...new Set([plain, ...inTenThousands(number), ...inDigits(number)])]
    .toSorted((a, b) => b.length - a.length)
    .map((digits) => digitsPattern(digits, short));
  return [...writings, ...inChinese(number, unit)].join('|');
}

const inDigits = (number: number): string[] => (Number.isInteger(number) ? [String(number)] : []);

/** 12000 → 1.2万 */
function inTenThousands(number: number): string[] {
  const many = number / 10_000;
  return many >= 1 && Number(many.toFixed(4)) === many ? [`${many}万`] : [];
}

function digitsPattern(digits: string, short: boolean): string {
  const signs = Array.from(digits, (sign) => {
    if (sign === '.') return '[.．]';
    if (!/\d/.test(sign)) return escaped(sign);
    return `[${sign}${String.fromCharCode(sign.charCodeAt(0) + 0xfee0)}]`;
  });
  // 7391 is also written 7,391 and 7 391.
  const body = signs.join('[,，\\s]?');
  const before = `(?<![\\d０-９])(?<![\\d０-９][.．])${short ? '(?<!第\\s?)' : ''}`;
  const after = `(?![,，]?[\\d０-９])(?![.．][\\d０-９])${short ? `(?!\\s?${OF_DATE})` : ''}`;
  return before + body + after;
}

/** A numeral of one character is a word like any other, unless the unit follows: 三宗, not 第三. */
function inChinese(number: number, unit: string): string[] {
  if (!Number.isInteger(number) || number < 1 || number > LONGEST_NUMBER) return [];
  const said = toChineseNumber(number);
  const forms = number === 2 ? [said, '两'] : [said];
  return forms.flatMap((form) => {
    if (form.length > 1) return [`(?<![${NUMERAL}第])${form}(?![${NUMERAL}]|\\s?${OF_DATE})`];
    return unit && unit !== '%' ? [`(?<![${NUMERAL}第])${form}(?=\\s?${escaped(unit)})`] : [];
  });
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
