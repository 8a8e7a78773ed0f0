import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'rough-number-comma',
  wrong: [
    { in: '每月走访三、五次。', words: '、', fix: '' },
    { in: '用了两三天，又跑了七、八次。', words: '、', fix: '' },
    { in: '每村有三、四个网格。', words: '、', fix: '' },
  ],
  right: ['每月走访三五次。', '第三、四次会议', '一、二、三、四项任务', '（三、四次分别补报）'],
};
