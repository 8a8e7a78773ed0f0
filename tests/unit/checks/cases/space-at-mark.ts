import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'space-at-mark',
  wrong: [
    { in: '推进依法行政 ，提升水平。', words: ' ', fix: '' },
    { in: '推进依法行政， 提升水平。', words: ' ', fix: '' },
    { in: '落实《 重大行政决策程序暂行条例》。', words: ' ', fix: '' },
    { in: '巩固成果 。再接再厉。', words: ' ', fix: '' },
  ],
  right: ['引入 AI 审核工具。', '推进依法行政。 ', '青禾镇 人民政府', '开展Python 3培训。'],
};
