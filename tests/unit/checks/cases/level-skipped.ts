import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'level-skipped',
  wrong: [
    { in: ['H1:工作情况', 'H3:加强学习'], words: '加强学习', fix: null },
    { in: ['H2:加强学习', '正文。'], words: '加强学习', fix: null },
    { in: ['H1:甲', 'H2:乙', 'H4:丙'], words: '丙', fix: null },
  ],
  right: [
    ['H1:甲', 'H2:乙', 'H3:丙', 'H1:丁'],
    ['H1:甲', 'H1:乙'],
    ['H1:甲', 'H2:乙', 'H3:丙', 'H4:丁', 'H2:戊'],
  ],
};
