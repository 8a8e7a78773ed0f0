import { matches } from '../chars.ts';
import type { BlockRule, Hit } from '../types.ts';

const YEAR = '(?:19|20)\\d\\d';
const DASHED = new RegExp(`(?<!\\d)(${YEAR}年?)(\\s*(?:[-‐–－―~]|——|--)\\s*)(?=${YEAR}年)`, 'g');
const MASKED =
  /(?<=[（《]|[*＊xX]{2,4}年?)([*＊]{2,4}|[xX]{2,4})([-‐–－―~]|——)(?=(?:[*＊]{2,4}|[xX]{2,4})年)/g;
const JOINED = new RegExp(`(?<!\\d)(${YEAR})()(?=${YEAR}年)`, 'g');
const MONTHS = /(?<![\d.．—~～-])(1[0-2]|[1-9])([-‐–－])(?=(?:1[0-2]|[1-9])月)/g;

/** `2021-2025年` `20212025年` → `2021—2025年` */
export const yearRange: BlockRule = {
  id: 'year-range',
  no: 19,
  name: '起止年月的连接号',
  severity: 'warning',
  source: 'GB/T 15834-2011',
  example: ['2021-2025年', '2021—2025年'],
  scope: 'block',
  run: ({ text }) =>
    (/[\d*＊xX]/.test(text) ? [DASHED, MASKED, JOINED, MONTHS] : []).flatMap((pattern) =>
      matches(text, pattern).flatMap(({ from, to, groups }): Hit[] => {
        const first = groups[1] ?? '';
        const mark = groups[2] ?? '';
        const start = from + first.length;
        if (mark === '') {
          const second = text.slice(to, to + 4);
          if (Number(second) <= Number(first)) return [];
          return [
            {
              from,
              to: to + 4,
              message: '两个年份之间少了连接号。',
              suggestion: `${first}—${second}`,
            },
          ];
        }
        return [
          {
            from: start,
            to,
            message: `起止时间之间用一字线“—”，不用“${mark.trim()}”。`,
            suggestion: '—',
          },
        ];
      }),
    ),
};
