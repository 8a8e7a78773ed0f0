import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'year-form',
  wrong: [
    { in: '截至23年底，全部完成。', words: '23', fix: '2023' },
    { in: '24年3月印发办法。', words: '24', fix: '2024' },
    { in: '青禾镇2024法治政府建设情况', words: '2024', fix: '2024年' },
  ],
  right: [
    '从事调解工作23年。',
    '满20年底薪上调。',
    '近20年底子薄。',
    '“2023法治动漫展”获奖。',
    '2024年法治政府建设情况',
  ],
};
