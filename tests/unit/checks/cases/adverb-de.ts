import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'adverb-de',
  wrong: [
    { in: '更好得学习宣传。', words: '得', fix: '地' },
    { in: '进一步得推进。', words: '得', fix: '地' },
    { in: '认真得落实要求。', words: '得', fix: '地' },
  ],
  right: [
    '更好地学习宣传。',
    '权益更好得到保障。',
    '工作做得更好得益于制度。',
    '学得认真。',
    '问题及时得以解决。',
  ],
};
