import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'sum-check',
  wrong: [
    { in: '调解12件，其中邻里8件、婚姻5件。', words: '12', fix: null },
    { in: '邻里8件、婚姻5件，合计12件。', words: '12', fix: null },
    { in: '培训100人（其中干部60人、群众50人）。', words: '100', fix: null },
  ],
  right: [
    '调解13件，其中邻里8件、婚姻5件。',
    '调解20件，其中邻里8件、婚姻5件。',
    '调解12件，其中成功8件、办结5件。',
    '邻里8件、婚姻5件，合计13件。',
  ],
};
