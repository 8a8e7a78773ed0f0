import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'telling-mask',
  wrong: [
    { in: ['办理{count|=*|次}，检查{count|=***|宗}。'], words: '***宗', fix: null },
    { in: ['投入{money|=**|万元}。', '培训{count|=*|次}。'], words: '**万元', fix: null },
    { in: ['{count|=***|件}和{count|=**|件}'], words: '***件', fix: null },
  ],
  right: [
    ['办理{count|=**|次}，检查{count|=**|宗}。'],
    ['{place|=**|镇}办理{count|=***|次}。'],
    ['办理{count|12|次}，检查{count|136|宗}。'],
  ],
};
