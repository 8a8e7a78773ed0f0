import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'scale-range',
  wrong: [
    { in: '投入3—5万元。', words: '3—5万', fix: '3万—5万' },
    { in: '投入12-15万元。', words: '12-15万', fix: '12万—15万' },
    { in: '覆盖1.5~2亿人次。', words: '1.5~2亿', fix: '1.5亿—2亿' },
  ],
  right: ['投入3万—5万元。', '2021—2025年投入5万元。', '办理3—5件。'],
};
