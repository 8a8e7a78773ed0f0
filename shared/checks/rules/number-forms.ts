import { toChineseNumber } from '../../text/chinese-number.ts';
import { CHINESE_DIGITS as CN, HAN, matches } from '../chars.ts';
import type { BlockRule } from '../types.ts';

const source = 'GB/T 15835-2011';
const NUMBER = '\\d+(?:\\.\\d+)?';
const DASH = '[-‐–－—~～]';

const PERCENT_RANGE = new RegExp(`(?<![\\d.])(${NUMBER})${DASH}(${NUMBER})[%％]`, 'g');

/** `63-68%` → `63%—68%` */
export const percentRange: BlockRule = {
  id: 'percent-range',
  no: 21,
  name: '百分数的范围',
  severity: 'warning',
  source,
  example: ['63-68%', '63%—68%'],
  scope: 'block',
  run: ({ text }) =>
    matches(/[%％]/.test(text) ? text : '', PERCENT_RANGE).map(({ from, to, groups }) => ({
      from,
      to,
      message: '范围的两头都要写“%”。',
      suggestion: `${groups[1] ?? ''}%—${groups[2] ?? ''}%`,
    })),
};

const SCALE_RANGE = new RegExp(`(?<![\\d.])(${NUMBER})(${DASH})(${NUMBER})([万亿])`, 'g');

/** `3—5万` → `3万—5万` */
export const scaleRange: BlockRule = {
  id: 'scale-range',
  no: 22,
  name: '带“万”“亿”的范围',
  severity: 'warning',
  source,
  example: ['3—5万', '3万—5万'],
  scope: 'block',
  run: ({ text }) =>
    matches(/\d[万亿]/.test(text) ? text : '', SCALE_RANGE)
      .filter(({ groups }) => !/^(?:19|20)\d\d$/.test(groups[1] ?? ''))
      .map(({ from, to, groups }) => ({
        from,
        to,
        message: `范围的两头都要写“${groups[4] ?? ''}”，否则会看成${groups[1] ?? ''}。`,
        suggestion: `${groups[1] ?? ''}${groups[4] ?? ''}—${groups[3] ?? ''}${groups[4] ?? ''}`,
      })),
};

const NO_ZERO = new RegExp(`(?<=^|[${HAN}，、：；（])\\.(?=\\d)`, 'g');

/** `.5` → `0.5` */
export const leadingZero: BlockRule = {
  id: 'leading-zero',
  no: 23,
  name: '小数点前的零',
  severity: 'error',
  source,
  example: ['提高.5个百分点', '提高0.5个百分点'],
  scope: 'block',
  run: ({ text }) =>
    matches(text.includes('.') ? text : '', NO_ZERO).map(({ from, to }) => ({
      from,
      to,
      message: '小数点前面的“0”不能省。',
      suggestion: '0.',
    })),
};

const COUNTED = '次|场|个|人|名|件|户|家|份|条|项|处|天|种|批|起|宗|遍';

const ROUGH = new RegExp(
  `(?<![第、（${CN}])([二三四五六七八])、([三四五六七八九])(?=(?:${COUNTED})(?![${CN}、]))`,
  'g',
);

/** `三、五次` → `三五次` */
export const roughNumber: BlockRule = {
  id: 'rough-number-comma',
  no: 26,
  name: '概数中间的顿号',
  severity: 'warning',
  source: 'GB/T 15835-2011；GB/T 15834-2011',
  example: ['三、五次', '三五次'],
  scope: 'block',
  run: ({ text }) =>
    matches(text, ROUGH)
      .filter(({ groups, from }) => {
        const a = CN.indexOf(groups[1] ?? '');
        const b = CN.indexOf(groups[2] ?? '');
        // Behind a heading's beginning it is a number of its own.
        return from > 0 && (b === a + 1 || (a === 2 && b === 4));
      })
      .map(({ from, groups }) => ({
        from: from + 1,
        to: from + 2,
        message: `相邻两个数字连用表示概数，中间不用顿号：“${groups[1] ?? ''}${groups[2] ?? ''}”。`,
        suggestion: '',
      })),
};

/** `10几场` → `十几场` */
export const mixedRough: BlockRule = {
  id: 'digits-with-ji',
  no: 27,
  name: '“几”前用了阿拉伯数字',
  severity: 'error',
  source,
  example: ['10几场', '十几场'],
  scope: 'block',
  run: ({ text }) =>
    matches(text, /(?<![\d.])([1-9]0|[1-9]00)几(?![何个点])|(?<![\d.])([1-9]0|[1-9]00)几(?=个)/g).map(
      ({ from, to, groups }) => ({
        from,
        to,
        message: '带“几”的概数用汉字。',
        suggestion: `${toChineseNumber(Number(groups[1] ?? groups[2]))}几`,
      }),
    ),
};

const BEFORE = '近|约|大约|将近|超过|超|逾';
const LATER = /(余|多|左右|上下)/;
const TWO = new RegExp(
  `(${BEFORE})(\\d[\\d.,]*)(?:(余|多)([万千百亿]*)|([万千百亿]*)(余|多))|(${BEFORE})(\\d[\\d.,]*[万千百亿]*[${HAN}%]{1,3}?)(左右|上下)`,
  'g',
);

/** `近200余` → one qualifier */
export const twoQualifiers: BlockRule = {
  id: 'two-qualifiers',
  no: 28,
  name: '概数词重复',
  severity: 'warning',
  source,
  example: ['近200余人', '200余人'],
  scope: 'block',
  run: ({ text }) =>
    matches(text, TWO)
      // 近30多年来 is a time that has passed, not a figure.
      .filter(({ to }) => !/^(?:年|个月|天)/.test(text.slice(to)))
      .map(({ from, to, groups, text: whole }) => {
        const before = groups[1] ?? groups[7] ?? '';
        const after = LATER.exec(whole)?.[1] ?? '';
        return {
          from,
          to,
          message: `“${before}”和“${after}”只用一个。`,
          // 近 says below and 余 above: which is meant, only the writer knows.
          ...(before.includes('近')
            ? {}
            : { suggestion: /左右|上下/.test(after) ? whole.slice(0, -2) : whole.slice(before.length) }),
        };
      }),
};

/** `03月05日` → `3月5日` */
export const zeroDate: BlockRule = {
  id: 'zero-in-date',
  no: 29,
  name: '月日前的零',
  severity: 'error',
  source: 'GB/T 9704-2012',
  example: ['03月05日', '3月5日'],
  scope: 'block',
  run: ({ text }) =>
    matches(text, /(?<!\d)0(?=[1-9]月)|(?<=月)0(?=[1-9]日)/g).map(({ from, to }) => ({
      from,
      to,
      message: '月、日不编虚位，前面不加“0”。',
      suggestion: '',
    })),
};

/** `[2025]05号` → `〔2025〕5号` */
export const documentNumber: BlockRule = {
  id: 'document-number',
  no: 30,
  name: '发文字号的写法',
  severity: 'error',
  source: 'GB/T 9704-2012',
  example: ['青府[2025]05号', '青府〔2025〕5号'],
  scope: 'block',
  run: ({ text }) =>
    matches(text, /[〔[［【（(]((?:19|20)\d\d)[〕\]］】）)](第?)(0*)(\d{1,4})号/g)
      .map(({ from, to, groups, text: whole }) => ({
        from,
        to,
        whole,
        right: `〔${groups[1] ?? ''}〕${groups[4] ?? ''}号`,
      }))
      .filter(({ whole, right }) => whole !== right)
      .map(({ from, to, right }) => ({
        from,
        to,
        message: '年份用六角括号〔 〕，序号不编虚位、不加“第”。',
        suggestion: right,
      })),
};
