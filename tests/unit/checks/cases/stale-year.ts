import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'stale-year',
  wrong: [
    { in: 'C:2024年5月举办宣讲。', words: '2024', fix: null },
    { in: 'C:全年工作有序。2024年共办理12件。', words: '2024', fix: null },
    { in: 'C:贯彻二十届三中全会精神。', words: '二十届三中全会', fix: null },
  ],
  right: [
    '2024年5月举办宣讲。',
    'C:比2024年下降。',
    'C:落实《2024年工作要点》。',
    'C:落实2021—2024年规划。',
    'C:2025年共办理12件。',
  ],
};
