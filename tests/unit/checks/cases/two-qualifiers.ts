import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'two-qualifiers',
  wrong: [
    { in: '培训近200余人。', words: '近200余', fix: null },
    { in: '发放约300余份。', words: '约300余', fix: '300余' },
    { in: '走访超过50多家企业。', words: '超过50多', fix: '50多' },
    { in: '办结约30件左右。', words: '约30件左右', fix: '约30件' },
  ],
  right: [
    '近30多年来，变化很大。',
    '培训近200人、60余场。',
    '约200人参加，另有30余人旁听。',
    '超过20年，余下的另议。',
  ],
};
