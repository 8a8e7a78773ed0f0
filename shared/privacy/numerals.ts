/** A number in a text, in whichever way it is written, and what it comes to. */
export type Numeral = {
  at: number;
  end: number;
  /** With 万 and 亿: 1.2万 is 12000. */
  value: number;
  /** As digits without their separators: what is compared where the value is no figure. */
  isPercent: boolean;
  isChinese: boolean;
  /** The last place that it counts to: 1.2万 is exact to a thousand, 7400 to a hundred. */
  step: number;
  /** 近, 余: it is said to be about so much. */
  approx: 'below' | 'above' | 'about' | null;
  /** Behind 第, in 1+3+N, a share of a code: it counts nothing. */
  countsNothing: boolean;
};

const SCALE: Record<string, number> = {
  十: 10,
  百: 100,
  千: 1000,
  万: 1e4,
  亿: 1e8,
  拾: 10,
  佰: 100,
  仟: 1000,
  萬: 1e4,
  億: 1e8,
};
const DIGIT: Record<string, number> = {
  〇: 0,
  '○': 0,
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  两: 2,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
  貳: 2,
  參: 3,
  陸: 6,
};
/** 廿五 and 卅 as they are read out. */
const OLD_TENS: readonly (readonly [string, string])[] = [
  ['廿', '二十'],
  ['卅', '三十'],
  ['卌', '四十'],
];

const ARABIC = "\\d(?:[\\d]|[ ,，' ](?=\\d{3}(?!\\d)))*(?:\\.\\d+)?";
const CHINESE =
  '[〇○零一二三四五六七八九两壹贰叁肆伍陆柒捌玖十百千拾佰仟万亿萬億廿卅卌]+(?:点[〇○零一二三四五六七八九]+)?';
/** 百分之…, 83.17%, 八成三, 7391, 1.2万, 七千三百九十一. */
const NUMERAL = new RegExp(
  `(?<approx>近|约|逾|超过|超|将近|接近|大约|不到|不足|多达|达到|突破)?\\s?(?:(?<share>百分之|千分之)\\s?(?<of>${ARABIC}|${CHINESE})|(?<half>(?<!大|小|上|下)(?:过半数?|半数|一半))|(?<parts>[二三四五六七八九十])分之(?<count>[一二三四五六七八九])|(?<=[占约达近比为超])(?<slash>\\d{1,2}/\\d{1,2})(?![\\d/])|(?<tenths>[一二三四五六七八九])成(?<tenth>[一二三四五六七八九半])?(?![立员为功果效本长熟就年因品绩])|(?<arabic>${ARABIC})\\s?(?<more>余|多)?(?<scale>[百千十]?[万亿]|千|百)?(?<more2>余|多)?(?:(?<rest>\\d{1,4})(?<restScale>[千百])?(?![\\d.]))?\\s?(?<percent>[%％﹪‰])?|(?<chinese>${CHINESE})(?<more3>余|多)?(?<scale2>万|亿)?)`,
  'g',
);

/** Digits of full width as those of half width, place for place. */
export const narrowDigits = (text: string): string =>
  text
    .replaceAll(/[\uFF10-\uFF19．]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replaceAll(SCANNED, (word) => word.replaceAll(/[Oo]/g, '0').replaceAll(/[lI]/g, '1'));

/** 三百件上下. */
const ROUGHLY = /^\p{Script=Han}{0,2}(?:上下|左右)/u;

/** 1O87 and 3ll5: letters that a scan takes for digits. */
const SCANNED = /(?<![A-Za-z\d])(?=[OolI]{0,3}\d)(?=\d*[OolI])[\dOolI]{3,9}(?![A-Za-z\d])/g;

/** All numbers of a text. */
export function numeralsOf(text: string): Numeral[] {
  const narrow = narrowDigits(text);
  const found: Numeral[] = [];
  for (const match of narrow.matchAll(NUMERAL)) {
    const one = read(match.groups ?? {});
    if (!one) continue;
    const word = match.groups?.['approx'] ?? '';
    const lead = word.length + (/^\s/.test(match[0].slice(word.length)) ? 1 : 0);
    const at = match.index + lead;
    const end = match.index + match[0].trimEnd().length;
    found.push({
      ...one,
      at,
      end,
      approx:
        approxOf(word, match.groups ?? {}) ?? (ROUGHLY.test(narrow.slice(end, end + 5)) ? 'about' : null),
      countsNothing: countsNothing(narrow, at, end),
    });
  }
  return found;
}

type Groups = Record<string, string | undefined>;

function approxOf(word: string, groups: Groups): Numeral['approx'] {
  if (groups['more'] ?? groups['more2'] ?? groups['more3']) return 'above';
  if (/逾|超|突破/.test(word)) return 'above';
  if (/近|不到|不足/.test(word)) return 'below';
  return /约/.test(word) ? 'about' : null;
}

function read(groups: Groups): Pick<Numeral, 'value' | 'isPercent' | 'isChinese' | 'step'> | null {
  const {
    half,
    parts,
    count,
    slash,
    share,
    of,
    tenths,
    tenth,
    arabic,
    scale,
    rest,
    restScale,
    percent,
    chinese,
    scale2,
  } = groups;
  if (half !== undefined) return shareOf(1, 2);
  if (parts !== undefined && count !== undefined)
    return shareOf(DIGIT[count] ?? 0, parts === '十' ? 10 : (DIGIT[parts] ?? 1));
  if (slash !== undefined) {
    const [above = 0, below = 1] = slash.split('/').map(Number);
    return above < below ? shareOf(above, below) : null;
  }
  if (share !== undefined && of !== undefined) {
    const value = /\d/.test(of) ? arabicValue(of) : chineseValue(of);
    if (value === null) return null;
    return {
      value: share === '千分之' ? value / 10 : value,
      isPercent: true,
      isChinese: true,
      step: stepOf(of),
    };
  }
  if (tenths !== undefined) {
    const ones = tenth === '半' ? 5 : (DIGIT[tenth ?? '零'] ?? 0);
    return {
      value: (DIGIT[tenths] ?? 0) * 10 + ones,
      isPercent: true,
      isChinese: true,
      step: tenth ? 1 : 10,
    };
  }
  if (arabic !== undefined) {
    const times = Array.from(scale ?? '').reduce((product, char) => product * (SCALE[char] ?? 1), 1);
    // 1万2千 and 3万5 are read by their first part and what is left of it.
    const value =
      arabicValue(arabic) * times +
      (rest !== undefined && (times >= 1e4 || (restScale !== undefined && times > (SCALE[restScale] ?? 1)))
        ? restOf(rest, restScale, times)
        : 0);
    return {
      value: percent === '‰' ? value / 10 : value,
      isPercent: percent !== undefined,
      isChinese: false,
      step: stepOf(arabic) * times,
    };
  }
  if (chinese !== undefined) {
    const value = chineseValue(chinese);
    if (value === null) return null;
    const times = SCALE[scale2 ?? ''] ?? 1;
    return { value: value * times, isPercent: false, isChinese: true, step: zerosOf(value * times) };
  }
  return null;
}

/** 三分之一 is 33.3%. */
const shareOf = (above: number, below: number): ReturnType<typeof read> => ({
  value: Math.round((above / below) * 1000) / 10,
  isPercent: true,
  isChinese: true,
  step: 0.1,
});

const arabicValue = (text: string): number => Number(text.replaceAll(/[^\d.]/g, ''));
function restOf(rest: string, scale: string | undefined, times: number): number {
  if (scale !== undefined) return Number(rest) * (SCALE[scale] ?? 1);
  return rest.length === 4 ? Number(rest) : Number(rest) * (times / 10 ** rest.length);
}

function stepOf(text: string): number {
  const decimals = /[.点](.+)$/.exec(text)?.[1]?.length ?? 0;
  if (decimals > 0) return 10 ** -decimals;
  return /\d/.test(text) ? zerosOf(arabicValue(text)) : 1;
}

/** 7400 is exact to 100. */
function zerosOf(value: number): number {
  if (value === 0 || !Number.isInteger(value)) return 1;
  let step = 1;
  while (value % (step * 10) === 0) step *= 10;
  return step;
}

/** 七千三百九十一, 一万二, 二〇二五, 八十三点一七; null where the characters make no number. */
export function chineseValue(text: string): number | null {
  let plain = text;
  for (const [old, tens] of OLD_TENS) plain = plain.replaceAll(old, tens);
  const [whole = '', decimals] = plain.split('点');
  const value = wholeValue(whole);
  if (value === null || decimals === undefined) return value;
  return Number(`${value}.${Array.from(decimals, (char) => DIGIT[char] ?? 0).join('')}`);
}

function wholeValue(text: string): number | null {
  const chars = Array.from(text);
  if (chars.every((char) => DIGIT[char] !== undefined))
    return chars.length === 0 ? null : Number(chars.map((char) => DIGIT[char]).join(''));
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let last = 1;
  for (const char of chars) {
    const times = SCALE[char];
    if (times === undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = DIGIT[char] ?? 0;
      if (digit === 0) last = 10;
      continue;
    }
    if (times >= 1e4) {
      section += digit ?? 0;
      if (section === 0 && total === 0) return null;
      // 三亿五千万: what stands before the last 万 only.
      total = times >= 1e8 ? (total + section) * times : total + section * times;
      section = 0;
    } else {
      section += (digit ?? 1) * times;
    }
    digit = null;
    last = times;
  }
  // 一万二 is 12000, 三百五 is 350; 三百零五 is 305.
  return total + section + (digit ?? 0) * Math.max(1, last / 10);
}

function countsNothing(text: string, at: number, end: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  const after = text.slice(end, end + 2);
  if (/第\s?$/.test(before)) return true;
  if (/[A-Za-z\d.]$/.test(before) || /^[A-Za-z]/.test(after)) return true;
  return /[+＋]$/.test(before) || /^[+＋](?!\p{Script=Han})/u.test(after) || /^[.]\d/.test(after);
}
