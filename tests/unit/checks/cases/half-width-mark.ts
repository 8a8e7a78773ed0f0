import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'half-width-mark',
  wrong: [
    { in: '降低企业税费负担,增强发展后劲。', words: ',', fix: '，' },
    { in: '主要做法:一是加强学习。', words: ':', fix: '：' },
    { in: '开展宣传(含线上)12场。', words: '(', fix: '（' },
    { in: '全年办理12件,同比下降。', words: ',', fix: '，' },
    { in: '工作成效明显.', words: '.', fix: '。' },
  ],
  right: [
    '经费1,200元，其中3.5万元用于培训。',
    '会议时间为9:30，比例为1:3。',
    '详见www.qinghe.gov.cn和GB/T 9704(2012)。',
    '占比为98.5%。',
    '列入“AI+政务”试点（v2.1）。',
  ],
};
