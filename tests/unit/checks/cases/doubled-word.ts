import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'doubled-word',
  wrong: [
    { in: '推进的的工作。', words: '的的', fix: '的' },
    { in: '青禾街道2025年街道法治工作总结', words: '街道2025年街道', fix: '街道2025年' },
    { in: '推进法治政府法治政府建设。', words: '法治政府法治政府', fix: '法治政府' },
    { in: '进行了了部署。', words: '了了', fix: '了' },
  ],
  right: [
    '以宣传为目的的活动。',
    '为了了解情况。',
    '一件一件抓落实。',
    '走进千家万户，户户通。',
    '研究研究再定。',
    '和和气气过日子。',
  ],
};
