import { matches } from '../chars.ts';
import { isWithin } from '../pairs.ts';
import type { BlockRule } from '../types.ts';

/** 目前的做法 says what something is like, not until when it was counted. */
const NOW = /(?<![至到])(今年|目前(?!的)|去年|明年)/g;
const STEP: Readonly<Record<string, number>> = { 今年: 0, 去年: -1, 明年: 1 };

/** 今年 / 目前 in a report → the year, 截至…底 */
export const nowWords: BlockRule = {
  id: 'now-words',
  no: 43,
  name: '“今年”“目前”',
  severity: 'hint',
  source: '《党政机关公文处理工作条例》',
  example: ['今年开展活动12场', '2025年开展活动12场'],
  scope: 'block',
  run: (view, { year }) =>
    matches(view.text, NOW)
      .filter(({ from }) => !isWithin(view, from, '“') && !isWithin(view, from, '《'))
      .map(({ from, to, text }) => {
        const step = STEP[text];
        if (step === undefined)
          return { from, to, message: '报告要存档，“目前”宜写明截止时间，如“截至12月底”。' };
        return {
          from,
          to,
          message: `报告要存档，“${text}”宜写成具体年份。`,
          ...(year === null ? {} : { suggestion: `${year + step}年` }),
        };
      }),
};
