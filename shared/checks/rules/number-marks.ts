import { CHINESE_DIGITS as CN, HAN, matches, type Match } from '../chars.ts';
import type { BlockRule, BlockView, Hit } from '../types.ts';

/** Beginnings of sentences and clauses, where a number of an item may stand. */
const START = '(?<=^|[。；：！？])\\s*';

const source = 'GB/T 15834-2011';

/** A heading's number is typed, not text: the fix is to let the program count. */
function typedNumber(view: BlockView, form: RegExp, message: string): Hit[] {
  if (view.typedNumber === undefined || !form.test(view.typedNumber)) return [];
  return [{ from: 0, to: Math.min(1, view.text.length), message, action: 'renumber' }];
}

const last = ({ to }: Match, message: string, suggestion: string): Hit => ({
  from: to - 1,
  to,
  message,
  suggestion,
});

const BRACKETED = new RegExp(`${START}[（(](?:[${CN}]{1,3}|\\d{1,2})[）)][、，．.](?=[${HAN}“])`, 'g');

/** `（一）、` → `（一）` */
export const bracketedNumberComma: BlockRule = {
  id: 'bracketed-number-comma',
  no: 11,
  name: '括号序号后的顿号',
  severity: 'error',
  source,
  example: ['（一）、加强领导', '（一）加强领导'],
  scope: 'block',
  run: (view) => {
    const message = '带括号的序号后面不加标点。';
    const hits = matches(view.text, BRACKETED);
    const heading: Hit[] =
      view.type === 'heading' && (view.level === 2 || view.level === 4) && /^[、，]/.test(view.text)
        ? [{ from: 0, to: 1, message, suggestion: '' }]
        : [];
    return [...hits.map((match) => last(match, message, '')), ...heading];
  },
};

const CHINESE = new RegExp(`^\\s*[${CN}]{1,3}[，,．.：:](?=[${HAN}“\\d])`, 'g');

/** `一，` as heading → `一、` */
export const chineseNumberMark: BlockRule = {
  id: 'chinese-number-mark',
  no: 12,
  name: '“一、”用了别的标点',
  severity: 'error',
  source,
  example: ['一，法治建设工作情况', '一、法治建设工作情况'],
  scope: 'block',
  run: (view) => {
    const { text } = view;
    // A heading is short and is one sentence at most.
    if (text.length > 45 || !/^[^。；]*。?$/.test(text)) return [];
    return matches(text, CHINESE).map((match) => last(match, '汉字序号后面用顿号。', '、'));
  },
};

const ARABIC = new RegExp(`${START}\\d{1,2}、(?=[${HAN}“])`, 'g');

/** `1、` → `1.` */
export const arabicNumberMark: BlockRule = {
  id: 'arabic-number-mark',
  no: 13,
  name: '“1.”写成“1、”',
  severity: 'warning',
  source,
  example: ['1、加强执法培训', '1.加强执法培训'],
  scope: 'block',
  run: (view) => {
    const message = '阿拉伯数字序号后面用下脚点“.”。';
    return [
      ...matches(view.text, ARABIC)
        // `1、2、三号`: an enumeration of figures.
        .filter(({ to }) => !new RegExp(`^[${CN}]`).test(view.text.slice(to)))
        .map((match) => last(match, message, '.')),
      ...typedNumber(view, /^\d{1,2}、$/, message),
    ];
  },
};

const ORDER_WORD = new RegExp(
  `${START}(?:第[${CN}]{1,3}|首先|其次|再次|最后)、(?=[${HAN}“])(?!第)(?![${CN}]{1,2}(?:[、产类款项条次季期批轮]|是))`,
  'g',
);

/** `第一、` `首先、` → `，` */
export const orderWordComma: BlockRule = {
  id: 'order-word-comma',
  no: 14,
  name: '“第一”“首先”后的标点',
  severity: 'error',
  source,
  example: ['第一、压实责任', '第一，压实责任'],
  scope: 'block',
  run: ({ text }) =>
    matches(text, ORDER_WORD).map((match) => last(match, '“第一”“首先”一类的词后面用逗号。', '，')),
};

const ITEM = new RegExp(`(?<=^|[。；：，！？])[${CN}]{1,3}[是要]、`, 'g');

/** `一是、` → `一是` */
export const itemComma: BlockRule = {
  id: 'item-comma',
  no: 15,
  name: '“一是”后的顿号',
  severity: 'error',
  source,
  example: ['一是、强化学习', '一是强化学习'],
  scope: 'block',
  run: ({ text }) => matches(text, ITEM).map((match) => last(match, '“一是”“二是”后面不用顿号。', '')),
};
