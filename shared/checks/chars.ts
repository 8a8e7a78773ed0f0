/** Source of a class of Han characters, without brackets; fast ranges rather than a Unicode property. */
export const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff';
/** What masks are made of. */
export const MASK = '*＊×xX○〇●□■某';
export const CHINESE_DIGITS = '一二三四五六七八九十';

const han = new RegExp(`[${HAN}]`);
export function isHan(char: string | undefined): boolean {
  return char !== undefined && han.test(char);
}

export type Match = { from: number; to: number; groups: readonly (string | undefined)[]; text: string };

const NONE: readonly Match[] = [];

/** All matches of a global pattern, with their places. The pattern is used as it is: `matchAll` would copy it. */
export function matches(text: string, pattern: RegExp): readonly Match[] {
  pattern.lastIndex = 0;
  let match = text === '' ? null : pattern.exec(text);
  if (!match) return NONE;
  const out: Match[] = [];
  for (; match; match = pattern.exec(text)) {
    const [whole] = match;
    out.push({ from: match.index, to: match.index + whole.length, groups: match, text: whole });
    if (whole === '') pattern.lastIndex += 1;
  }
  return out;
}

/** True where the place lies between an opening and a closing mark of the same sentence, as in 《…》 and “…”. */
export function isInside(text: string, at: number, open: string, close: string): boolean {
  const before = text.lastIndexOf(open, at);
  return before >= 0 && text.indexOf(close, before) >= at;
}
