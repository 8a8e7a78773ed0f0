import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'word-list',
  wrong: [
    { in: '全面布署工作。', words: '布署', fix: '部署' },
    { in: '建立工作台帐。', words: '台帐', fix: '台账' },
    { in: '做到两个维护。', words: '两个维护', fix: '“两个维护”' },
  ],
  right: ['公布署名文章。', '做到“两个维护”。', '反复盖章'],
};
