import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'order-word-comma',
  wrong: [
    { in: '第一、压实责任。', words: '、', fix: '，' },
    { in: '首先、提高认识。', words: '、', fix: '，' },
    { in: '其次、强化保障。', words: '、', fix: '，' },
  ],
  right: ['第一，压实责任。', '第一、第二产业协同发展。', '第一、二产业协同发展。', '首先提高认识。'],
};
