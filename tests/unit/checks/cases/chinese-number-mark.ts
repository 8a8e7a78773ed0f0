import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'chinese-number-mark',
  wrong: [
    { in: '一，法治建设工作情况', words: '，', fix: '、' },
    { in: '二.存在问题', words: '.', fix: '、' },
    { in: '三：下一步打算', words: '：', fix: '、' },
  ],
  right: [
    '一、法治建设工作情况',
    '一，二，三，大家一起喊着号子，把石头抬上坝顶。后来水退了。',
    '十分重视，抓实抓细',
    '二，三年级学生参加。之后返校。',
  ],
};
