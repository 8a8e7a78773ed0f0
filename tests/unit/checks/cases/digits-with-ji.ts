import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'digits-with-ji',
  wrong: [
    { in: '开展宣讲10几场。', words: '10几', fix: '十几' },
    { in: '走访20几户。', words: '20几', fix: '二十几' },
    { in: '发放300几份。', words: '300几', fix: '三百几' },
  ],
  right: ['开展宣讲十几场。', '几十场宣讲。', '12场宣讲，几个村参加。'],
};
