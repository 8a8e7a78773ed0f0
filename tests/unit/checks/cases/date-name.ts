import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'date-name',
  wrong: [
    { in: '开展“12.4”国家宪法日活动。', words: '.', fix: '·' },
    { in: '“6.26”国际禁毒日宣传。', words: '.', fix: '·' },
    { in: '组织12.4国家宪法日宣誓。', words: '12.4', fix: '“12·4”' },
  ],
  right: ['开展“12·4”国家宪法日活动。', '“2.0”版系统上线。', '“1.5”倍工资。', '增长“12.4%”。'],
};
