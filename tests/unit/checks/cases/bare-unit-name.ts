import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'bare-unit-name',
  wrong: [
    { in: 'T:镇2025年全面依法治市工作总结', words: '镇', fix: '青禾镇' },
    { in: 'T:街道2025年法治政府建设年度报告', words: '街道', fix: null },
    { in: 'T:镇关于2025年法治工作的报告', words: '镇', fix: '青禾镇' },
  ],
  right: [
    'T:青禾镇2025年全面依法治市工作总结',
    'T:{var|unit|镇}2025年工作总结',
    'T:镇街法治建设工作总结',
    '镇2025年工作有序。',
  ],
};
