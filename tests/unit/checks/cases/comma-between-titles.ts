import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'comma-between-titles',
  wrong: [
    { in: '落实《财务管理制度》、《议事规则》。', words: '、', fix: '' },
    { in: '学习《甲》、《乙》、《丙》。', words: '、', fix: '' },
    { in: '印发《值班制度》、《考勤制度》等文件。', words: '、', fix: '' },
  ],
  right: [
    '落实《财务管理制度》《议事规则》。',
    '印发《值班制度》（试行）、《考勤制度》。',
    '学习《甲》，落实《乙》。',
  ],
};
