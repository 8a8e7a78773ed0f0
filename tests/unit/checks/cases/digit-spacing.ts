import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'digit-spacing',
  wrong: [
    { in: '2025 年开展活动。', words: ' ', fix: '' },
    { in: '办理 12件。', words: ' ', fix: '' },
    { in: '办理１２件。', words: '１２', fix: '12' },
  ],
  right: ['2025年开展活动。', 'GB/T 9704标准', '型号GPT 4o。', '办理12件'],
};
