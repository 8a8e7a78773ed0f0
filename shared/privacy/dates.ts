import { chineseValue, narrowDigits } from './numerals.ts';

/** A day in a text, in whichever way it is written; the year only where it is said. */
export type DayFound = { at: number; end: number; year: number | null; month: number; day: number };

const NUMBER = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const YEAR = '(?:\\d{4}|\\d{2}(?=年)|[〇○零一二三四五六七八九]{4})';
const FORMS: readonly RegExp[] = [
  new RegExp(`(?:(?<year>${YEAR})\\s?年\\s?)?(?<month>${NUMBER})\\s?月\\s?(?<day>${NUMBER})\\s?[日号]`, 'g'),
  /(?<![\d.\-/])(?<year>(?:19|20)\d{2})\s?(?<mark>[-./—–])\s?(?<month>\d{1,2})\s?\k<mark>\s?(?<day>\d{1,2})(?![\d.\-/])/g,
  /(?<!\d)(?<year>(?:19|20)\d{2})(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])(?!\d)/g,
  // 11.23 and 11·23 are days only in quotes or brackets, and where a case is called by one.
  /(?<=[“"（(])(?<month>\d{1,2})[.·・/-](?<day>\d{1,2})(?=[”"）)])/g,
  /(?<![\d.])(?<month>\d{1,2})[.·・/-](?<day>\d{1,2})(?=专?案|事[件故]|行动)/g,
];

/** Whole days of a text. */
export function daysOf(text: string): DayFound[] {
  if (!/[月./\-·]|20\d{6}/.test(text)) return [];
  const narrow = narrowDigits(text);
  const found: DayFound[] = [];
  for (const form of FORMS) {
    for (const match of narrow.matchAll(form)) {
      const { year, month, day } = match.groups ?? {};
      const read = {
        year: year === undefined ? null : fullYear(numberOf(year)),
        month: numberOf(month),
        day: numberOf(day),
      };
      if (read.month < 1 || read.month > 12 || read.day < 1 || read.day > 31) continue;
      found.push({ at: match.index, end: match.index + match[0].length, ...read });
    }
  }
  return found;
}

const numberOf = (text = ''): number => (/^\d/.test(text) ? Number(text) : (chineseValue(text) ?? 0));
const fullYear = (year: number): number => (year < 100 ? 2000 + year : year);
