import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'masked-public-fact',
  wrong: [
    { in: '《法治政府建设实施纲要（****-****年）》', words: '****-****年', fix: '2021—2025年' },
    { in: '《法治社会建设实施纲要（xxxx—xxxx年）》', words: 'xxxx—xxxx年', fix: '2020—2025年' },
    { in: '《云川市普法规划（****—****年）》', words: '****—****年', fix: null },
  ],
  right: ['《法治政府建设实施纲要（2021—2025年）》', '《**镇议事规则》', '（**年）印发'],
};
