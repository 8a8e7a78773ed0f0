import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'loose-mask',
  wrong: [
    { in: '全年办理**件。', words: '**件', fix: null },
    { in: '某镇派出工作组。', words: '某镇', fix: null },
    { in: '走访xx家企业。', words: 'xx家', fix: null },
    {
      in: ['办理{count|=**|件}。', '调解{count|=**|件}。', '走访{count|=xx|家}。'],
      words: 'xx家',
      fix: null,
    },
  ],
  right: [
    '全年办理{count|=**|件}。',
    '某些环节还有差距。',
    '面积3×5米。',
    '某个环节，某种原因。',
    '二〇二五年',
  ],
};
