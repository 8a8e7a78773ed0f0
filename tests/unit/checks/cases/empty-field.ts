import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'empty-field',
  wrong: [
    { in: '办理{count||件|办件}。', words: '件', fix: null },
    { in: '由{person|||联系人}负责。', words: '', fix: null },
    { in: ['S:青禾镇', 'D:{date|||成文日期}'], words: '', fix: null },
  ],
  right: ['办理{count|12|件|办件}。', '{var|unit|镇}办理。', '办理件。'],
};
