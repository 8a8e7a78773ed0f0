import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'zero-in-date',
  wrong: [
    { in: '2025年03月印发。', words: '0', fix: '' },
    { in: '6月05日开庭。', words: '0', fix: '' },
    { in: '于09月08日通过。', words: '0', fix: '' },
  ],
  right: ['2025年3月印发。', '10月20日通过。', '编号2025-03。', '共1000月次。'],
};
