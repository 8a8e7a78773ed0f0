import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'percent-range',
  wrong: [
    { in: '满意率在63-68%之间。', words: '63-68%', fix: '63%—68%' },
    { in: '占比30—40%。', words: '30—40%', fix: '30%—40%' },
    { in: '约1.5~2.5%。', words: '1.5~2.5%', fix: '1.5%—2.5%' },
  ],
  right: ['满意率在63%—68%之间。', '2021—2025年满意率98%。', '增长5%，比上年多3%。'],
};
