import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'bracketed-number-comma',
  wrong: [
    { in: '（一）、加强领导。', words: '、', fix: '' },
    { in: '（1）、建立台账。', words: '、', fix: '' },
    { in: ['H1:工作情况', 'H2:、加强领导'], words: '、', fix: '' },
  ],
  right: ['（一）加强领导。', '依照第二十条第（一）、（二）项处理。', '附件（二）、（三）已报送。'],
};
