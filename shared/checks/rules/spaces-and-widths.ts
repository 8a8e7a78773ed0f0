import { HAN, matches } from '../chars.ts';
import type { BlockRule } from '../types.ts';

const AROUND_NUMBER = new RegExp(`(?<=\\d)[ \\u00a0]+(?=[${HAN}%％])|(?<=[${HAN}])[ \\u00a0]+(?=\\d)`, 'g');

/** `2025 年`, full-width digits → half-width */
export const digitWidth: BlockRule = {
  id: 'digit-spacing',
  no: 31,
  name: '数字的空格与全角数字',
  severity: 'hint',
  source: 'GB/T 15835-2011；GB/T 9704-2012',
  example: ['2025 年、２０２５年', '2025年'],
  scope: 'block',
  run: ({ text }) => [
    ...matches(text, AROUND_NUMBER).map(({ from, to }) => ({
      from,
      to,
      message: '数字与汉字之间不空格。',
      suggestion: '',
    })),
    ...matches(text, /[０-９]+(?:．[０-９]+)?/g).map(({ from, to, text: digits }) => ({
      from,
      to,
      message: '用半角数字。',
      suggestion: digits.replace(/[０-９．]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)),
      severity: 'warning' as const,
    })),
  ],
};

/** Typed full-width spaces as indent → style */
export const typedIndent: BlockRule = {
  id: 'typed-indent',
  no: 32,
  name: '用空格代替首行缩进',
  severity: 'warning',
  source: 'GB/T 9704-2012',
  example: ['　　全年开展活动', '全年开展活动'],
  scope: 'block',
  run: ({ text, type }) => {
    const indent = type === 'cell' ? '' : (/^[ \t\u00a0\u3000]+(?=\S)/.exec(text)?.[0] ?? '');
    if (indent === '') return [];
    return [{ from: 0, to: indent.length, message: '首行缩进由版式自动加，不用打空格。', suggestion: '' }];
  },
};
