import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'item-count',
  wrong: [
    { in: '主要有三个方面：一是甲。二是乙。三是丙。四是丁。', words: '三', fix: null },
    { in: ['存在以下两个问题：', '一是甲。', '二是乙。', '三是丙。'], words: '两', fix: null },
    { in: '采取4项措施：[一是]甲。[一是]乙。[一是]丙。', words: '4', fix: null },
  ],
  right: [
    '主要有三个方面：一是甲。二是乙。三是丙。',
    '三个方面协同推进。全年成效明显。一是甲。二是乙。',
    '开展12项工作，成效明显。一是甲。二是乙。',
    '四个方面的工作：一是甲；二是乙；三是丙；四是丁。',
  ],
};
