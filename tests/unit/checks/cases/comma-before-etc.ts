import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'comma-before-etc',
  wrong: [
    { in: '发放手册、海报、等宣传品。', words: '、', fix: '' },
    { in: '走访企业、学校、等单位。', words: '、', fix: '' },
    { in: '处理垃圾、污水、噪声，等问题。', words: '，', fix: '' },
  ],
  right: [
    '发放手册、海报等宣传品。',
    '落实安全、等级保护要求。',
    '通知下发后，等级评定随即开始。',
    '文件印发，等候群众及时得到答复。',
  ],
};
