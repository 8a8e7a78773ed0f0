import { fromChineseNumber } from './chinese-number.ts';

export type DateReading = { ok: true; text: string } | { ok: false; why: string };

const FORMS = [
  /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?$/,
  /^(\d{4})\s*[-./．—]\s*(\d{1,2})\s*[-./．—]\s*(\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];
const CHINESE =
  /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$/;
const DIGITS = '〇一二三四五六七八九';

/**
 * A date as people type it, as the official layout has it: Arabic figures, whole year, no zero before month and day
 * (GB/T 9704-2012, 7.3.5.4). `2025-12-06`, `2025.12.6`, `20251206`, `二〇二五年十二月六日` are `2025年12月6日`.
 */
export function readDate(typed: string): DateReading {
  const text = typed
    .trim()
    .replace(/[\uFF10-\uFF19]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\s+/g, '');
  const parts = partsOf(text);
  if (!parts) return { ok: false, why: '写成“2025年12月6日”这样的日期。' };
  const [year, month, day] = parts;
  if (month < 1 || month > 12) return { ok: false, why: `没有${month}月。` };
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > days) return { ok: false, why: `${year}年${month}月没有${day}日。` };
  return { ok: true, text: `${year}年${month}月${day}日` };
}

function partsOf(text: string): [number, number, number] | null {
  for (const form of FORMS) {
    const match = form.exec(text);
    if (match) return [Number(match[1]), Number(match[2]), Number(match[3])];
  }
  const [, year, month, day] = CHINESE.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const digits = Array.from(year.replace(/[零○]/g, '〇'), (char) => DIGITS.indexOf(char)).join('');
  return [Number(digits), fromChineseNumber(month) ?? 0, fromChineseNumber(day) ?? 0];
}
