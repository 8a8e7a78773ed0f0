import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'item-comma',
  wrong: [
    { in: '一是、强化学习。二是强化宣传。', words: '、', fix: '' },
    { in: '工作如下：一是强化学习。二是、强化宣传。', words: '、', fix: '' },
    { in: '一要、提高认识。二要压实责任。', words: '、', fix: '' },
  ],
  right: ['一是强化学习、宣传。二是强化监督。', '统一是、非标准。', '一是学习，二是宣传。'],
};
