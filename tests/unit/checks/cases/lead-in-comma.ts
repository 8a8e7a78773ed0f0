import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'lead-in-comma',
  wrong: [
    { in: '以习近平法治思想为指导，一是加强学习。二是加强宣传。', words: '，', fix: null },
    { in: '2026年，青禾镇将紧盯目标，[一是]加强学习。[一是]加强宣传。', words: '，', fix: null },
    { in: '围绕重点，一是甲事项。二是乙事项。三是丙事项。', words: '，', fix: null },
  ],
  right: [
    '主要做法：一是加强学习。二是加强宣传。',
    '重点抓好三件事，一是学习，二是宣传，三是执法。',
    '以此为契机。一是学习。二是宣传。',
  ],
};
