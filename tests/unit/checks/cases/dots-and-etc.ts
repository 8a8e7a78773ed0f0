import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'dots-and-etc',
  wrong: [
    { in: '发放手册、海报……等。', words: '……等', fix: '等' },
    { in: '走访企业、学校等……', words: '等……', fix: '等' },
    { in: '包括甲、乙…等事项。', words: '…等', fix: '等' },
  ],
  right: ['发放手册、海报等。', '包括甲、乙……', '甲……等级评定另行通知。'],
};
