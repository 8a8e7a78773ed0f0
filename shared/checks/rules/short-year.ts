import { isWithin } from '../pairs.ts';
import { matches } from '../chars.ts';
import type { BlockRule, Hit } from '../types.ts';

/** Two digits that can only be a year: 23年3月, 23年底, 23年上半年. */
const SHORT = /(?<![\d约近满第—～~-])(\d\d)年(?=度|底|初|末|1[0-2]月|[1-9]月|[上下]半年|全年)/g;
const BARE = /(?<![\d.])(20\d\d)(?=法治|工作|全面|依法|普法|行政|平安|综合|计划|总结)/g;

/** `23年` as a year → `2023年`; `2024法治政府` → `2024年法治政府` */
export const shortYear: BlockRule = {
  id: 'year-form',
  no: 24,
  name: '年份不完整',
  severity: 'warning',
  source: 'GB/T 15835-2011',
  example: ['23年底', '2023年底'],
  scope: 'block',
  run: (view, { year }) => {
    const { text } = view;
    const hits: Hit[] = [];
    if (!/\d\d/.test(text)) return hits;
    for (const { from, groups } of matches(text, SHORT)) {
      const full = 2000 + Number(groups[1]);
      if (year !== null && Math.abs(full - year) > 6) continue;
      hits.push({ from, to: from + 2, message: '年份写四位数字。', suggestion: String(full) });
    }
    for (const { from, to, groups } of matches(text, BARE)) {
      // A name of its own may leave the word out.
      if (isWithin(view, from, '“')) continue;
      hits.push({ from, to, message: '年份后面少了“年”。', suggestion: `${groups[1] ?? ''}年` });
    }
    return hits;
  },
};

/** `200余人…两万余人次` */
export const mixedNumerals: BlockRule = {
  id: 'mixed-numerals',
  no: 25,
  name: '约数的数字写法不一致',
  severity: 'hint',
  source: 'GB/T 15835-2011',
  example: ['200余人、两万余人次', '200余人、2万余人次'],
  scope: 'block',
  run: ({ text }) => {
    if (!/\d[百千万]*[余多]/.test(text)) return [];
    return matches(
      text,
      /(?<![第\d])[一二两三四五六七八九十百千]{1,8}[十百千万][余多](?=人|件|次|场|户|名|份|个|家|册|条)/g,
    ).map(({ from, to }) => ({
      from,
      to,
      message: '同一段里约数有的用阿拉伯数字、有的用汉字，宜统一。',
    }));
  },
};
