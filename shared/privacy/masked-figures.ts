import { numeralsOf, type Numeral } from './numerals.ts';
import type { Place } from './place.ts';

/** A figure that the public edition hides. */
export type MaskedFigure = { value: string; unit: string; label: string };

type Known = { value: number; base: string; isPercent: boolean; digits: number; label: string };

/** Units that count the same thing. */
const SAME = [
  ['宗', '件', '起', '案', '单', '例', '桩'],
  ['人次', '人', '名', '位', '人员'],
  ['场次', '场', '次', '期', '轮', '回', '批次', '批'],
  ['元', '块', '圆', '人民币'],
  ['户', '家', '户次'],
  ['份', '册', '张', '本', '页', '篇'],
  ['个', '处', '所', '间', '座'],
  ['条', '项'],
  ['平方米', '㎡', '平米', '平方'],
  ['公里', '千米', 'km'],
];
const CLASS_OF: ReadonlyMap<string, number> = new Map(
  SAME.flatMap((units, nth) => units.map((unit): [string, number] => [unit, nth])),
);
const COUNTS: ReadonlySet<string> = new Set(
  SAME.flat().filter((unit) => !/元|块|圆|币|米|里|㎡|km|方/.test(unit)),
);
const LONGEST = [...CLASS_OF.keys()].sort((a, b) => b.length - a.length);

/** Units that stand behind every number: 3个, 2项. */
const LOOSE = /^(?:个|项|条|处|部|块|种|类|天|点|大|级|名|人|家|次|年|月|日)/;

/** What makes a figure of the same digits another one: years, articles, doors, hours. */
const ELSEWHERE =
  /^\s?(?:年|月|日|号|时|点|分|秒|条|款|章|版|岁|周年|届|楼|层|室|度|米|公里|吨|亩|公顷|元|%|％)/;

/** How far before a figure its name is looked for. */
const NEAR = 26;

/** Finds figures that are hidden elsewhere, in whichever way they are written here. */
export class FigureFinder {
  readonly #known: Known[] = [];
  readonly #byValue = new Map<number, Known[]>();

  constructor(figures: readonly MaskedFigure[]) {
    for (const figure of figures) {
      const known = knownOf(figure);
      if (!known) continue;
      this.#known.push(known);
      const key = keyOf(known.value);
      this.#byValue.set(key, [...(this.#byValue.get(key) ?? []), known]);
    }
  }

  find(text: string): Place[] {
    if (this.#known.length === 0) return [];
    const places: Place[] = [];
    for (const numeral of numeralsOf(text)) {
      if (numeral.countsNothing) continue;
      const same = this.#byValue.get(keyOf(numeral.value)) ?? [];
      const candidates =
        numeral.approx && same.length === 0 ? this.#known.filter((known) => isAbout(numeral, known)) : same;
      let longest = -1;
      for (const known of candidates)
        longest = Math.max(longest, matchTo(text, numeral, known, same.length === 0));
      if (longest >= 0) places.push({ text: text.slice(numeral.at, longest), at: numeral.at });
    }
    return places;
  }
}

/** Neither money nor a measure. */
const isCount = (unit: string): boolean => COUNTS.has(unit);
const keyOf = (value: number): number => Math.round(value * 1e4);

function knownOf({ value, unit, label }: MaskedFigure): Known | null {
  const [read] = numeralsOf(value);
  if (!read || read.at !== 0 || read.end !== value.length) return null;
  const [, scale = '', base = ''] = /^([百千十]?[万亿])?(.*)$/.exec(unit) ?? [];
  const isPercent = read.isPercent || /^[%％‰]/.test(unit) || unit === '个百分点';
  const times = Array.from(scale).reduce(
    (product, char) => product * ({ 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 }[char] ?? 1),
    1,
  );
  const share = unit.startsWith('‰') ? 0.1 : 1;
  const digits = value.replaceAll(/[^\d]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
  return {
    value: read.value * times * share,
    base: isPercent ? '%' : base,
    isPercent,
    digits: Math.max(1, digits),
    label: plainLabel(label),
  };
}

/** Where the words of a hidden figure end here; -1 where the number is another one. */
function matchTo(text: string, numeral: Numeral, known: Known, isRough: boolean): number {
  const rest = text.slice(numeral.end, numeral.end + 8);
  const [space = ''] = /^\s*/.exec(rest) ?? [];
  const after = rest.slice(space.length);
  const named = hasLabel(text, numeral.at, known.label);
  const exact = known.base !== '' && after.startsWith(known.base);
  if (known.isPercent) {
    const isShare = numeral.isPercent || after.startsWith('个百分点');
    if (isShare)
      return known.digits >= 2 || named
        ? numeral.end + (numeral.isPercent ? 0 : '个百分点'.length + space.length)
        : -1;
    return known.digits >= 3 && isBare(after) ? numeral.end : -1;
  }
  if (numeral.isPercent) return -1;
  const unit = LONGEST.find((one) => after.startsWith(one)) ?? '';
  const alike = exact || (unit !== '' && CLASS_OF.get(unit) === CLASS_OF.get(known.base));
  const end =
    numeral.end +
    (exact || alike
      ? space.length +
        (exact ? Math.max(known.base.length, unit.startsWith(known.base) ? unit.length : 0) : unit.length)
      : 0);
  if (isRough) {
    const digits = numeral.value / numeral.step;
    return (exact && digits >= 10) || (alike && named && digits >= 10) || (exact && named) ? end : -1;
  }
  if (exact && !(unit.length > known.base.length && known.digits < 2)) {
    if (known.value >= 10) return end;
    return named || (!numeral.isChinese && !LOOSE.test(after)) ? end : -1;
  }
  if (alike) return known.digits >= 3 || named ? end : -1;
  // 合法性审查126份 stands for 126件 as well.
  if (named && known.digits >= 2 && isCount(unit) && isCount(known.base))
    return numeral.end + space.length + unit.length;
  if (
    isBare(after) &&
    (known.digits >= 4 ||
      (known.base === '元' && numeral.step >= 100 && known.digits >= 2) ||
      (named && known.value >= 10))
  )
    return isYear(numeral) && !named ? -1 : numeral.end;
  if (named && known.digits >= 3 && !ELSEWHERE.test(after) && unit === '') return numeral.end;
  return -1;
}

const isBare = (after: string): boolean =>
  after === '' || /^[^\p{Script=Han}A-Za-z\d%％‰.\-—/〕\])）号]/u.test(after) || /^[)）]/.test(after);
const isYear = ({ value }: Numeral): boolean => value >= 1900 && value <= 2100;

/** 近7400 and 7300余 stand for 7391. */
function isAbout({ value, step, approx, isPercent }: Numeral, known: Known): boolean {
  if (isPercent !== known.isPercent || known.value < (isPercent ? 10 : 100)) return false;
  const difference = known.value - value;
  if (approx === 'above') return difference > 0 && difference < step;
  if (approx === 'below') return difference < 0 && -difference < step;
  return Math.abs(difference) <= step / 2;
}

/** What a label is about: 行政检查数 is 行政检查. */
const plainLabel = (label: string): string =>
  label
    .replace(/(?:数量|总数|总量|次数|件数|人数|场数|场次|宗数|金额|总额|数|率)$/, '')
    .replace(/^(?:全年|本年|累计|共)/, '');

/** True where the figure's name stands shortly before it, in the same sentence. */
function hasLabel(text: string, at: number, label: string): boolean {
  if (label.length < 2) return false;
  const before =
    text
      .slice(Math.max(0, at - NEAR), at)
      .split(/[。；;！？]/)
      .at(-1) ?? '';
  const length = Math.min(4, label.length);
  for (let from = 0; from + length <= label.length; from += 1)
    if (before.includes(label.slice(from, from + length))) return true;
  return false;
}
