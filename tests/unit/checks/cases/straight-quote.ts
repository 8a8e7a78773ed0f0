import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'straight-quote',
  wrong: [
    { in: '增强"四个意识"。', words: '"', fix: '“' },
    { in: '落实"谁执法谁普法"责任制。', words: '"', fix: '“' },
    { in: '开展"法治进村活动。', words: '"', fix: null },
  ],
  right: ['增强“四个意识”。', '屏幕尺寸为15.6"。', 'He said "ok" today.'],
};
