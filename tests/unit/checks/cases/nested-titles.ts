import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'nested-titles',
  wrong: [
    { in: '印发《关于转发《法治宣传方案》的通知》。', words: '《', fix: '〈' },
    { in: '《关于印发《青禾镇议事规则》的通知》已废止。', words: '《', fix: '〈' },
    { in: '学习《〈甲〉与《乙》释义》。', words: '《', fix: '〈' },
  ],
  right: [
    '印发《关于转发〈法治宣传方案〉的通知》。',
    '《甲》《乙》两个文件。',
    '《关于贯彻落实第二次全会精神的意见》',
  ],
};
