import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'now-words',
  wrong: [
    { in: '今年开展活动12场。', words: '今年', fix: '2025年' },
    { in: '目前，全镇共有执法人员30名。', words: '目前', fix: null },
    { in: '与去年相比下降。', words: '去年', fix: '2024年' },
    { in: '明年将继续推进。', words: '明年', fix: '2026年' },
  ],
  right: [
    '2025年开展活动12场。',
    '截至目前，共办理12件。',
    '印发《关于做好今年工作的通知》。',
    '“今年我当家”活动',
    '目前的做法得到上级肯定。',
  ],
};
