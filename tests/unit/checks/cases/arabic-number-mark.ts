import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'arabic-number-mark',
  wrong: [
    { in: '1、加强执法培训。', words: '、', fix: '.' },
    { in: '主要措施：1、加强培训；2、严格考核。', words: '、', fix: '.' },
    { in: ['H1:工作', 'H2:执法', 'H3@#1、:加强培训'], words: '加', fix: null },
  ],
  right: ['1.加强执法培训。', '第1、2号楼已完工。', '1、2、3号楼已完工。', '分为1、3、5三个小组。'],
};
