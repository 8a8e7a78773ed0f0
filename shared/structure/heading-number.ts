import { fromChineseNumber } from '../document/chinese-number.ts';
import type { HeadingLevel } from '../document/types.ts';

export type HeadingNumber = {
  level: HeadingLevel;
  /** As it was typed: `（一）`, `1．`. */
  label: string;
  n: number;
  /** What follows the number. */
  rest: string;
};

const CHINESE = '[一二三四五六七八九十百零〇]{1,5}';

const FORMS: readonly (readonly [HeadingLevel, RegExp])[] = [
  [1, new RegExp(`^(${CHINESE})、`)],
  [2, new RegExp(`^[（(](${CHINESE})[）)]`)],
  // Not a decimal (1.5万) and not a date (2.14).
  [3, /^(\d{1,2})[.．、](?!\d)/],
  [4, /^[（(](\d{1,2})[）)]/],
];

/** The number that a line begins with, in any of the forms that people type; null where it begins with none. */
export function headingNumber(line: string): HeadingNumber | null {
  for (const [level, form] of FORMS) {
    const match = form.exec(line);
    const digits = match?.[1];
    if (!match || digits === undefined) continue;
    const n = level <= 2 ? fromChineseNumber(digits) : Number(digits);
    if (n === null || n < 1) continue;
    return { level, label: match[0], n, rest: line.slice(match[0].length) };
  }
  return null;
}
