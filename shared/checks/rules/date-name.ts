import { matches } from '../chars.ts';
import type { BlockRule } from '../types.ts';

const QUOTED = /“(1[0-2]|[1-9])([.．、])(3[01]|[12]\d|[1-9])(?=”(?![倍万亿%％度版级]))/g;
const BARE = /(?<![\d.“·])12[.．·]4(?=国家宪法日|全国法[制治]宣传日|宪法)/g;

/** `“12.4”` → `“12·4”` */
export const dateName: BlockRule = {
  id: 'date-name',
  no: 20,
  name: '日期专名的间隔号',
  severity: 'warning',
  source: 'GB/T 15834-2011',
  example: ['“12.4”国家宪法日', '“12·4”国家宪法日'],
  scope: 'block',
  run: ({ text }) => [
    ...matches(text, QUOTED).map(({ from, groups }) => {
      const at = from + 1 + (groups[1] ?? '').length;
      return { from: at, to: at + 1, message: '用月日表示的专名，中间用间隔号“·”。', suggestion: '·' };
    }),
    ...matches(text, BARE).map(({ from, to }) => ({
      from,
      to,
      message: '日期专名用引号和间隔号。',
      suggestion: '“12·4”',
    })),
  ],
};
