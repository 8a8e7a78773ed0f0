/** Something inside carried-over text that is mostly last year's: a place in the text, and why it is named. */
export type Stale = {
  kind: 'year' | 'session' | 'name' | 'figure';
  from: number;
  to: number;
  text: string;
  why: string;
};

export type StaleFacts = {
  /** Year of the report, and of the one that the text comes from. */
  year: number;
  from: number;
  /** Names of other units, and of the own one as it was called then. */
  otherUnits: readonly string[];
};

/** Years that are last year's facts: not in a title or number, not in a span, not what is compared with (比2024年). */
const YEAR = /(?<!\d)((?:19|20)\d{2})年/g;
/** 二十届三中全会, 十四届人大四次会议, 镇党代会第三次会议. */
const SESSION =
  /(?:[一二三四五六七八九十]{1,3}届)?[一二三四五六七八九十]{1,3}中全会|[一二三四五六七八九十]{1,3}届[^，。；、]{0,8}?[一二三四五六七八九十]{1,3}次(?:会议|全会)/g;
const FIGURE = /(?<![\d.])\d[\d,]*(?:\.\d+)?[万亿千百]?(?![\d.])/g;

/**
 * What stands out in a sentence that was carried over.
 * @param source the sentence as it stood in last year's report
 */
export function staleIn(text: string, source: string, facts: StaleFacts): Stale[] {
  const found: Stale[] = [];
  const covered = (at: number): boolean => found.some(({ from, to }) => at >= from && at < to);
  for (const match of text.matchAll(YEAR)) {
    const year = Number(match[1]);
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    if (year >= facts.year || year < facts.from - 1) continue;
    if (
      /(?:比|较|与|同|和)$/.test(before) ||
      /\d年?[—–\-~～至到]+$/.test(before) ||
      /^[—–\-~～至到]/.test(after)
    )
      continue;
    if (isQuoted(before)) continue;
    found.push({ kind: 'year', ...spot(match), why: `${year}年是往年的年份` });
  }
  for (const match of text.matchAll(SESSION)) {
    if (!isQuoted(text.slice(0, match.index)))
      found.push({ kind: 'session', ...spot(match), why: '届次会变，请核对是不是最近一次' });
  }
  for (const name of facts.otherUnits) {
    if (name.length < 2) continue;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      found.push({ kind: 'name', from: at, to: at + name.length, text: name, why: '别的单位的名称' });
  }
  const old = [...source.matchAll(FIGURE)].map(([figure]) => figure);
  [...text.matchAll(FIGURE)].forEach((match, at) => {
    // The same words have the same figures in the same places; a year or a date is not meant.
    const after = text.slice(match.index + match[0].length);
    if (match[0] !== old[at] || /^(?:[年月日号时]|年?[—–\-~～]+\d)/.test(after) || covered(match.index))
      return;
    if (/[第A-Za-z]$/.test(text.slice(0, match.index)) || isQuoted(text.slice(0, match.index))) return;
    found.push({ kind: 'figure', ...spot(match), why: `数据与${facts.from}年相同` });
  });
  return found.sort((a, b) => a.from - b.from);
}

function spot(match: RegExpExecArray): { from: number; to: number; text: string } {
  return { from: match.index, to: match.index + match[0].length, text: match[0] };
}

function isQuoted(before: string): boolean {
  return (
    before.lastIndexOf('《') > before.lastIndexOf('》') || before.lastIndexOf('〔') > before.lastIndexOf('〕')
  );
}
