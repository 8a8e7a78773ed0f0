/** 约 · 近 · 超过/逾 · 余/多 · 不足: how exact a figure claims to be. */
export type Exactness = 'exact' | 'about' | 'nearly' | 'over' | 'under';

export type Figure = {
  /** In the field's unit: `1.2万` is 12000. */
  value: number;
  exactness: Exactness;
};

export type FigureReading =
  | { ok: true; figure: Figure; /** Better written so; null as a rule. */ better: string | null }
  | { ok: false; why: string };

const SCALES: Record<string, number> = {
  百: 1e2,
  千: 1e3,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
};
const BEFORE: Record<string, Exactness> = {
  约: 'about',
  大约: 'about',
  近: 'nearly',
  将近: 'nearly',
  超: 'over',
  超过: 'over',
  逾: 'over',
  不足: 'under',
  不到: 'under',
};
const AFTER: Record<string, Exactness> = {
  余: 'over',
  多: 'over',
  左右: 'about',
  以上: 'over',
  以下: 'under',
};

const FORM = new RegExp(
  `^(${Object.keys(BEFORE).sort(longest).join('|')})?(-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?)` +
    `(余|多)?(${Object.keys(SCALES).sort(longest).join('|')})?(余|多|左右|以上|以下)?(%)?$`,
);

function longest(a: string, b: string): number {
  return b.length - a.length;
}

/**
 * Reads the value of a field as a figure: `12`, `1,200`, `1.2万`, `近300`, `200余`, `98.5%`. Full-width digits are
 * understood and put right. What can't be read is told in words that help to write it so that it can.
 */
export function readFigure(text: string): FigureReading {
  const trimmed = text.trim();
  if (!trimmed) return { ok: false, why: '还没有填。' };
  const narrow = toHalfWidth(trimmed);
  const match = FORM.exec(narrow);
  if (!match) return { ok: false, why: whyNot(narrow) };
  const [, before, digits = '', middle, scale, after] = match;
  const value = round(Number(digits.replaceAll(',', '')) * (scale ? (SCALES[scale] ?? 1) : 1));
  const words = [before && BEFORE[before], middle && AFTER[middle], after && AFTER[after]].filter(Boolean);
  if (words.length > 1) return { ok: false, why: '“约”“近”“余”一类的词只用一个。' };
  const exactness = (words[0] as Exactness | undefined) ?? 'exact';
  return { ok: true, figure: { value, exactness }, better: narrow === trimmed ? null : narrow };
}

/** 0.1 + 0.2: twelve digits are more than any report gives. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\s+/g, '');
}

function whyNot(text: string): string {
  if (/[〇零一二两三四五六七八九十]/.test(text) && !/\d/.test(text))
    return '用阿拉伯数字填写，才能逐年比较。';
  if (/^\d[\d,]*$/.test(text)) return '千分号的位置不对。';
  if (/^\d+\.\d*\.|\.$|^\./.test(text)) return '小数点不对。';
  if (/\d\s*[—–~～-]\s*\d/.test(text)) return '一处只填一个数。';
  const unit = /^[约近超逾]?[\d.,]+(?:[余多万亿千百]*)([^\d.,]+)$/.exec(text)?.[1];
  if (unit) return `“${unit}”是单位，填在“单位”一栏。`;
  return '这里应填一个数。';
}

const percentOf = (share: number): number => Number((share * 100).toFixed(1));

/** Change from last year's figure, in per cent to one decimal; null where it can't be told (from zero). */
export function changeInPercent(now: number, before: number): number | null {
  return before === 0 ? null : percentOf((now - before) / Math.abs(before));
}
