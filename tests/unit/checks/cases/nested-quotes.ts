import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'nested-quotes',
  wrong: [
    { in: '“学习“两山”理念”活动。', words: '“', fix: '‘' },
    { in: '开展“争当“法律明白人””活动。', words: '“', fix: '‘' },
    { in: '增强‘四个意识’。', words: '‘', fix: '“' },
  ],
  right: ['“学习‘两山’理念”活动。', '增强“四个意识”、坚定“四个自信”。', '“六稳”“六保”工作。'],
};
