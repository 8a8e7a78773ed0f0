import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'item-semicolon',
  wrong: [
    { in: '一是加强学习。全年十次；二是加强宣传。', words: '；', fix: '。' },
    { in: '[一是]健全制度。印发办法；[一是]严格执法。', words: '；', fix: '。' },
    { in: ['一是加强学习。全年十次；', '二是加强宣传。'], words: '；', fix: '。' },
  ],
  right: [
    '一是加强学习；二是加强宣传。',
    '一是加强学习。二是加强宣传。',
    '一是学习宣传；二是执法监督；三是化解矛盾。',
    '办理12件；办结12件。',
  ],
};
