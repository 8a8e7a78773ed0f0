import { fromChineseNumber } from '../text/chinese-number.ts';
import type { HeadingLevel } from '../document/types.ts';

export type HeadingNumber = {
  level: HeadingLevel;
  /** As it was typed: `（一）`, `1．`. */
  label: string;
  /** Null where the number itself is masked: `（*）`. */
  n: number | null;
  /** What follows the number. */
  rest: string;
};

const CHINESE = '[一二三四五六七八九十百零〇]{1,5}';
const DIGITS = '[\\d０-９]{1,2}';
/** Numbers are masked, too, where every digit of a report was. */
const MASK = '[*＊xX×]{1,2}';

const FORMS: readonly (readonly [HeadingLevel, RegExp])[] = [
  [1, new RegExp(`^(${CHINESE}|${MASK})、\\s*`)],
  [2, new RegExp(`^[（(](${CHINESE}|${MASK})[）)]\\s*`)],
  // Not a decimal (1.5万) and not a date (2.14).
  [3, new RegExp(`^(${DIGITS}|${MASK})[.．、](?![\\d０-９])\\s*`)],
  [4, new RegExp(`^[（(](${DIGITS})[）)]\\s*`)],
];

/** The number that a line begins with, in any of the forms that people type; null where it begins with none. */
export function headingNumber(line: string): HeadingNumber | null {
  for (const [level, form] of FORMS) {
    const match = form.exec(line);
    const digits = match?.[1];
    if (!match || digits === undefined) continue;
    const label = match[0].trimEnd();
    const rest = line.slice(match[0].length);
    if (/^[*＊xX×]/.test(digits)) return { level, label, n: null, rest };
    const n = level <= 2 ? fromChineseNumber(digits) : Number(digits.normalize('NFKC'));
    if (n === null || n < 1) continue;
    return { level, label, n, rest };
  }
  return null;
}
