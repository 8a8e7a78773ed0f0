import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'secrecy-mark',
  wrong: [
    { in: '机密★10年', words: '机密★10年', fix: null },
    { in: ['T:总结', '秘密★5年'], words: '秘密★5年', fix: null },
    { in: '扎实推进。内部资料，不得外传。现报告如下：', words: '内部资料，不得外传。', fix: null },
    { in: '附件见后。（此件不予公开）', words: '（此件不予公开）', fix: null },
  ],
  right: [
    '涉及国家秘密的除外。',
    '健全机密件管理制度。',
    '依法保护商业秘密。',
    '编印内部资料3期。',
    '严格执行“机密★10年”等标志的规定。',
  ],
};
