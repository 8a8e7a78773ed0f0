import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'document-number',
  wrong: [
    { in: '《通知》（青府[2025]5号）', words: '[2025]5号', fix: '〔2025〕5号' },
    { in: '青府〔2025〕05号', words: '〔2025〕05号', fix: '〔2025〕5号' },
    { in: '青府（2025）第12号', words: '（2025）第12号', fix: '〔2025〕12号' },
  ],
  right: ['青府〔2025〕5号', '（2025）云0105民初12号判决', '表[2025]见附件', '（2025年）5号窗口'],
};
