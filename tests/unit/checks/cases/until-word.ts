import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'until-word',
  wrong: [
    { in: '截止目前，共办理12件。', words: '截止', fix: '截至' },
    { in: '截止2025年11月底，共办理12件。', words: '截止', fix: '截至' },
    { in: '截止到12月，全部完成。', words: '截止到', fix: '截至' },
  ],
  right: ['截至目前，共办理12件。', '报名截止日期为3月。', '报名12月截止。'],
};
