import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'mixed-numerals',
  wrong: [
    { in: '培训200余人，覆盖两万余人次。', words: '两万余', fix: null },
    { in: '发放300余份，走访五百余户。', words: '五百余', fix: null },
    { in: '开展30余场，惠及三千余人。', words: '三千余', fix: null },
  ],
  right: ['培训200余人，覆盖2万余人次。', '培训两百余人，覆盖两万余人次。', '培训200余人，一心一意办实事。'],
};
