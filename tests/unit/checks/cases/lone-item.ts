import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'lone-item',
  wrong: [
    { in: '一是加强学习宣传。', words: '一是', fix: null },
    { in: ['H1:甲', '[一是]加强学习宣传。', 'H1:乙'], words: '一是', fix: null },
    { in: '主要做法：一要提高思想认识。', words: '一要', fix: null },
  ],
  right: ['一是学习。二是宣传。', '统一是基础。', '[一是]', '首先，加强学习。'],
};
