import type { Cases } from '../case.ts';
import { TEMPLATES } from '../report.ts';

const context = { template: TEMPLATES.get('work-summary') ?? null };

export const cases: Cases = {
  rule: 'signature-missing',
  wrong: [
    {
      in: [
        'T:青禾镇2025年全面依法治市工作总结和2026年工作计划',
        '2025年，青禾镇坚持依法行政，全面提升治理水平。现将有关情况报告如下：',
        'H1@work:法治建设工作情况',
        'H2@study:学习宣传贯彻习近平法治思想',
        '一是抓学习。二是抓宣传。三是抓落实。',
        'H2@leadership:法治建设组织领导',
        '一是抓学习。二是抓宣传。三是抓落实。',
        'H2@government:法治政府建设',
        '一是抓学习。二是抓宣传。三是抓落实。',
        'H2@justice:公正执法司法',
        '一是抓学习。二是抓宣传。三是抓落实。',
        'H2@society:法治社会建设',
        '一是抓学习。二是抓宣传。三是抓落实。',
        'H1@results:主要成效和亮点、存在的问题',
        'H2@highlights:主要成效和亮点',
        '建成法治文化广场，群众有了学法的好去处，活动经常开展。',
        'H2@problems:存在问题',
        '一是宣传不够深入，原因是方式单一。二是力量不足，主要是由于编制有限。',
        'H1@plan:2026年工作计划',
        '2026年，青禾镇将突出重点：一是抓学习。二是抓宣传。三是抓执法。',
      ],
      words: '',
      fix: null,
      context,
    },
    { in: ['T:甲', '正文。'], words: '', fix: null, context },
    { in: ['T:甲', '正文。', 'H1:乙'], words: '', fix: null, context },
  ],
  right: [
    { in: ['T:甲', '正文。', 'S:青禾镇', 'D:2026年1月5日'], context },
    { in: ['T:甲', '正文。', 'D:2026年1月5日'], context },
    { in: ['T:甲', 'S:青禾镇'], context },
  ],
};
