import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'other-unit',
  wrong: [
    { in: '白鹭镇党委高度重视。', words: '白鹭镇', fix: '青禾镇' },
    { in: '2025年，沙洲街道坚持依法行政。', words: '沙洲街道', fix: '青禾镇' },
    { in: '在会上，石湾镇人民政府作了汇报。', words: '石湾镇', fix: '青禾镇' },
  ],
  right: [
    '青禾镇党委高度重视。',
    '各乡镇党委高度重视。',
    '全市镇政府法律顾问。',
    '在石湾镇召开现场会。',
    '《白鹭镇人民政府关于联防的函》',
    '{var|unit|镇}党委坚持依法行政。',
  ],
};
