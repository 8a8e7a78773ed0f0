import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'leading-zero',
  wrong: [
    { in: '提高.5个百分点。', words: '.', fix: '0.' },
    { in: '下降约.8%。', words: '.', fix: '0.' },
    { in: '面积为.75平方公里。', words: '.', fix: '0.' },
  ],
  right: ['提高0.5个百分点。', '格式为.docx。', '版本v.2'],
};
