import { matches } from '../chars.ts';
import type { BlockRule } from '../types.ts';

/** Words that begin with 等 and are not "and so on". */
const ETC = '等(?![级待候效额同距价值边保比于到分份身量闲差高])';
const COMMA = new RegExp(`[、，](?=${ETC})`, 'g');
const DOTS = new RegExp(`(?<!…)…+${ETC}|等…+|(?<!\\.)\\.{3,}${ETC}`, 'g');
/** Only in an enumeration; 通知下发后，等… is another sentence. */
const LISTED = /、[^，。；]{1,12}$/;

/** `海报、等` → `海报等` */
export const commaBeforeEtc: BlockRule = {
  id: 'comma-before-etc',
  no: 9,
  name: '“等”前的顿号',
  severity: 'error',
  source: 'GB/T 15834-2011',
  example: ['发放手册、海报、等宣传品', '发放手册、海报等宣传品'],
  scope: 'block',
  run: ({ text }) =>
    matches(/[、，]等/.test(text) ? text : '', COMMA)
      .filter(({ text: mark, from }) => mark === '、' || LISTED.test(text.slice(0, from)))
      .map(({ from, to, text: mark }) => ({
        from,
        to,
        message: `“等”前面不用“${mark}”。`,
        suggestion: '',
      })),
};

/** `……等` → one of them */
export const dotsAndEtc: BlockRule = {
  id: 'dots-and-etc',
  no: 10,
  name: '省略号与“等”并用',
  severity: 'warning',
  source: 'GB/T 15834-2011',
  example: ['海报、手册……等', '海报、手册等'],
  scope: 'block',
  run: ({ text }) =>
    matches(/…|\.{3}/.test(text) ? text : '', DOTS).map(({ from, to }) => ({
      from,
      to,
      message: '省略号和“等”只用一个。',
      suggestion: '等',
    })),
};
