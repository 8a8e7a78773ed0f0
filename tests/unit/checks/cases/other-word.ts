import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'other-word',
  wrong: [
    { in: '其它单位参照执行。', words: '其它', fix: '其他' },
    { in: '协调其它部门。', words: '其它', fix: '其他' },
    { in: '其它事项另行报告。', words: '其它', fix: '其他' },
  ],
  right: ['其他单位参照执行。', '《关于其它事项的通知》', '尤其他们最辛苦。'],
};
