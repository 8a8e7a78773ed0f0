import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'typed-indent',
  wrong: [
    { in: '　　全年开展活动。', words: '　　', fix: '' },
    { in: '    全年开展活动。', words: '    ', fix: '' },
    { in: '\t全年开展活动。', words: '\t', fix: '' },
  ],
  right: ['全年开展活动。', '全年　开展活动。', '青禾镇　2025年'],
};
