import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'heading-stop',
  wrong: [
    { in: ['H1:工作情况', 'H2:加强组织领导。'], words: '。', fix: '' },
    { in: ['H1:工作情况；', '正文。'], words: '；', fix: '' },
    { in: ['T:青禾镇2025年工作总结。', '正文。'], words: '。', fix: '' },
  ],
  right: [
    ['H1:工作情况', 'H2:加强组织领导'],
    ['H1:工作情况', 'H2:执法', 'H3!:加强培训。', '全年培训12次。'],
    ['H1:怎么办？', '正文。'],
    '这不是标题。',
  ],
};
