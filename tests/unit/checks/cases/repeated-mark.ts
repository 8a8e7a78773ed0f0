import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'repeated-mark',
  wrong: [
    { in: '工作取得实效。。', words: '。。', fix: '。' },
    { in: '加强学习，，提升水平。', words: '，，', fix: '，' },
    { in: '加强学习，。提升水平。', words: '，。', fix: null },
    { in: '主要做法：：一是学习。', words: '：：', fix: '：' },
  ],
  right: [
    '怎么办？！大家都在想。',
    '省略号……不算重复。',
    '联系人：{person||}，电话另附。',
    '他说：“好。”，大家同意。',
  ],
};
