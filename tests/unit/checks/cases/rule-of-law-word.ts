import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'rule-of-law-word',
  wrong: [
    { in: '开展法制宣传12场。', words: '法制', fix: '法治' },
    { in: '加强法制教育。', words: '法制', fix: '法治' },
    { in: '浓厚法制氛围。', words: '法制', fix: '法治' },
  ],
  right: [
    '完善党委中心组学法制度。',
    '重大执法决定法制审核',
    '政府法制办公室',
    '《全国人大关于加强法制教育的决议》',
    '全国法制宣传日',
  ],
};
