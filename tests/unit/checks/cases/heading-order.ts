import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'heading-order',
  wrong: [
    { in: ['H1@#一、:甲', 'H1@#一、:乙'], words: '乙', fix: null },
    { in: ['H1:甲', 'H1@#三、:乙'], words: '乙', fix: null },
    { in: ['H1:甲', 'H1:二、乙'], words: '二、', fix: '' },
    { in: ['H1:甲', 'H2@#（二）:乙'], words: '乙', fix: null },
  ],
  right: [
    ['H1@#一、:甲', 'H1@#二、:乙'],
    ['H1:甲', 'H2@#(一):乙'],
    ['H1:甲', 'H1:十二项重点工作'],
    ['H1:甲', 'H3@#1、:乙'],
  ],
};
