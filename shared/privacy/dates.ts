import { chineseValue, narrowDigits } from './numerals.ts';

/** A day in a text, in whichever way it is written; the year only where it is said. */
export type DayFound = { at: number; end: number; year: number | null; month: number; day: number };

const NUMBER = '(?:\\d{1,2}|[〇○零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,4})';
const YEAR = '(?:\\d{4}|\\d{2}(?=年)|[〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖]{4})';
const FORMS: readonly RegExp[] = [
  new RegExp(`(?:(?<year>${YEAR})\\s?年\\s?)?(?<month>${NUMBER})\\s?月\\s?(?<day>${NUMBER})\\s?[日号]`, 'g'),
  /(?<![\d.\-/])(?<year>(?:19|20)\d{2})\s?(?<mark>[-./—–])\s?(?<month>\d{1,2})\s?\k<mark>\s?(?<day>\d{1,2})(?![\d.\-/])/g,
  /(?<!\d)(?<year>(?:19|20)\d{2})(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])(?!\d)/g,
  // 11.23 and 11·23 are days only in quotes or brackets, and where a case is called by one.
  /(?<=[“"（(])(?<month>\d{1,2})[.·・/-](?<day>\d{1,2})(?=[”"）)])/g,
  /(?<![\d.])(?<month>\d{1,2})[.·・/-](?<day>\d{1,2})(?=专?案|事[件故]|行动)/g,
];

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const ENGLISH =
  /\b(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s?(?<year>(?:19|20)\d{2}))?\b/gi;

/** 11.23 and 11·23 are days only where a day is looked for that is known: other figures look the same. */
const BARE = /(?<![\d.·])(\d{1,2})[.·](\d{1,2})(?![\d.·%％‰万亿千百元米公吨亩倍个件人户次年级版])/g;
/** 22日 with 5月下旬 before it. */
const DAY_ALONE = /(?<![\d月])(\d{1,2})日(?!内|前|起|无|均)/g;
const PART_OF_MONTH = /(\d{1,2})月(?:份|上旬|中旬|下旬|初|底|末|中)?(?![\d日])[^月]{0,40}$/;
const NEXT = /^的?(?:第二天|次日|翌日)/;
const BEFORE = /^的?(?:前一天|前一日|头一天)/;
/** Days that everybody knows by name. */
const NAMED: Readonly<Record<string, readonly [month: number, day: number]>> = {
  国家宪法日: [12, 4],
  元旦: [1, 1],
  国庆节: [10, 1],
  劳动节: [5, 1],
  建军节: [8, 1],
  教师节: [9, 10],
  国际禁毒日: [6, 26],
  消费者权益日: [3, 15],
};
const NAMED_DAY = new RegExp(
  `(?:${Object.keys(NAMED).join('|')})(?=的?(?:第二天|次日|翌日|前一天|前一日|头一天))`,
  'g',
);

function shifted(
  { year, month, day }: Omit<DayFound, 'at' | 'end'>,
  by: number,
): Omit<DayFound, 'at' | 'end'> {
  const date = new Date(Date.UTC(year ?? 2025, month - 1, day + by));
  return {
    year: year === null ? null : date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}

/** The day before or behind one that is said: 6月9日的第二天. */
function besideDay(text: string, one: DayFound): DayFound[] {
  const after = text.slice(one.end, one.end + 5);
  const [next] = NEXT.exec(after) ?? [];
  const [before] = BEFORE.exec(after) ?? [];
  const words = next ?? before;
  if (words === undefined) return [];
  return [{ at: one.at, end: one.end + words.length, ...shifted(one, next === undefined ? -1 : 1) }];
}

/** Days that are told as such only by one who knows which day is looked for. */
export function roughDaysOf(text: string): DayFound[] {
  const found: DayFound[] = [];
  const narrow = narrowDigits(text);
  for (const match of narrow.matchAll(BARE))
    found.push({
      at: match.index,
      end: match.index + match[0].length,
      year: null,
      month: Number(match[1]),
      day: Number(match[2]),
    });
  for (const match of narrow.matchAll(DAY_ALONE)) {
    const [, month] = PART_OF_MONTH.exec(narrow.slice(Math.max(0, match.index - 44), match.index)) ?? [];
    if (month !== undefined)
      found.push({
        at: match.index,
        end: match.index + match[0].length,
        year: null,
        month: Number(month),
        day: Number(match[1]),
      });
  }
  for (const match of narrow.matchAll(ENGLISH)) {
    const { name = '', day, year } = match.groups ?? {};
    found.push({
      at: match.index,
      end: match.index + match[0].length,
      year: year === undefined ? null : Number(year),
      month: MONTHS.indexOf(name.toLowerCase()) + 1,
      day: Number(day),
    });
  }
  for (const match of narrow.matchAll(NAMED_DAY)) {
    const [month, day] = NAMED[match[0]] ?? [0, 0];
    found.push(
      ...besideDay(text, { at: match.index, end: match.index + match[0].length, year: null, month, day }),
    );
  }
  for (const one of daysOf(text)) found.push(...besideDay(text, one));
  return found;
}

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
