import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'unpaired-mark',
  wrong: [
    { in: '一)加强学习。', words: '一)', fix: '（一）' },
    { in: '落实《重大行政决策程序暂行条例，规范决策。', words: '《', fix: null },
    { in: '开展“法治体检活动12场。', words: '“', fix: null },
    { in: '设立服务点（含村级12个。', words: '（', fix: null },
    { in: '1）建立台账。', words: '1）', fix: '（1）' },
  ],
  right: [
    '（一）加强学习。',
    '落实《重大行政决策程序暂行条例》。',
    '“学习‘两山’理念”活动（含线上（12场））。',
    '一、加强学习（含线上）。',
  ],
};
