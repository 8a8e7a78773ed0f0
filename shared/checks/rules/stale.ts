import { sentencesOf, type Sentence } from '../../document/carried.ts';
import { matches } from '../chars.ts';
import { isWithin } from '../pairs.ts';
import { perView } from '../per-view.ts';
import type { BlockRule, BlockView, Hit } from '../types.ts';

/** Sentences of the view that stand word for word as they were carried over. */
const unchanged = perView((view: BlockView): Sentence[] => {
  const keys = new Set(view.carried?.keys);
  return keys.size === 0 ? [] : sentencesOf(view.pieces).filter(({ key }) => keys.has(key));
});

const SESSION =
  /(?:[一二三四五六七八九十]{1,3}届)?[一二三四五六七八九]中全会|[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,3}次(?:全会|会议|全体会议)/g;

/** Last year's years and session numbers in text that nobody has changed since. */
export const staleFacts: BlockRule = {
  id: 'stale-year',
  no: 45,
  name: '沿用文字里的旧年份、旧届次',
  severity: 'warning',
  source: '《党政机关公文处理工作条例》',
  example: ['（2025年的报告沿用）2024年5月举办宣讲', '2025年5月举办宣讲'],
  scope: 'block',
  run: (view, { year }) => {
    const from = view.carried?.year;
    if (from === undefined || year === null || from >= year) return [];
    const parts = unchanged(view);
    const within = (at: number): boolean => parts.some((part) => part.from <= at && at < part.to);
    const hits: Hit[] = [];
    for (const match of matches(
      view.text,
      /(?<![\d—–~～-])((?:19|20)\d\d)年(?![—–~～-]\d|度?(?:以来|起))/g,
    )) {
      const said = Number(match.groups[1]);
      if (said > from || said < from - 1 || !within(match.from)) continue;
      if (isWithin(view, match.from, '《') || isWithin(view, match.from, '〔')) continue;
      if (/[比较与同和自从]$/.test(view.text.slice(0, match.from))) continue;
      hits.push({
        from: match.from,
        to: match.from + 4,
        message: `这一句沿用自${from}年的报告，年份还是${said}年，请核对。`,
      });
    }
    for (const match of matches(view.text, SESSION)) {
      if (!within(match.from)) continue;
      hits.push({
        from: match.from,
        to: match.to,
        message: `这一句沿用自${from}年的报告，请核对会议届次是否要更新。`,
        severity: 'hint',
      });
    }
    return hits;
  },
};
