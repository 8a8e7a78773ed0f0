import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'figure-check',
  wrong: [
    { in: '全年开展普法活动12，覆盖面广。', words: '12', fix: null },
    { in: '办理{count|12||办件}。', words: '12', fix: null },
    { in: '审查合同{count|12|份|合同<11件>}。', words: '12份', fix: null },
    { in: '调解{count|320|件|调解<31件>}。', words: '320件', fix: null },
  ],
  right: [
    '全年开展普法活动12场，覆盖面广。',
    '审查合同{count|12|件|合同<11件>}。',
    '培训{count|10|次|培训<1次>}。',
    '增长{percentage|12|%}。',
    '受理12345热线工单12件。',
  ],
};
