import { isAlike, isCount, isMeasure, timesOf, UNITS } from './measures.ts';
import { hasLabel, isSpokenOf, plainLabel } from './near-label.ts';
import { numeralsOf, type Numeral } from './numerals.ts';
import type { Place } from './place.ts';

/** A figure that the public edition hides. */
export type MaskedFigure = { value: string; unit: string; label: string };

type Known = { value: number; base: string; isPercent: boolean; digits: number; label: string };

/** Units that stand behind every number: 3个, 2项. */
const LOOSE = /^(?:个|项|条|处|部|块|种|类|天|点|大|级|名|人|家|次|年|月|日)/;

/** What makes a figure of the same digits another one: years, articles, doors, hours. */
const ELSEWHERE =
  /^\s?(?:年|月|日|号|时|点|分|秒|条|款|章|版|岁|周年|届|楼|层|室|度|米|公里|吨|亩|公顷|元|%|％)/;

/** Finds figures that are hidden elsewhere, in whichever way they are written here. */
export class FigureFinder {
  readonly #known: Known[] = [];
  /** Shares, and what is counted in a measure that others stand for. */
  readonly #measured: Known[] = [];
  readonly #byValue = new Map<number, Known[]>();

  constructor(figures: readonly MaskedFigure[]) {
    for (const figure of figures) {
      const known = knownOf(figure);
      if (!known) continue;
      this.#known.push(known);
      if (known.isPercent || isMeasure(known.base)) this.#measured.push(known);
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
      if (longest < 0)
        for (const known of this.#measured) longest = Math.max(longest, otherwiseTo(text, numeral, known));
      if (longest >= 0) places.push({ text: text.slice(numeral.at, longest), at: numeral.at });
    }
    for (const known of this.#known) if (known.value === 0) places.push(...nothingOf(text, known.label));
    return places;
  }
}

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
  const digits = value
    .replaceAll(/[^\d]/g, '')
    .replace(/^0+/, '')
    .replace(/(?<!0)0+$/, '').length;
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
  const rest = text.slice(numeral.end, numeral.end + 10);
  // 48+场, 916（件）.
  const [space = ''] = /^[+＋]?\s*(?:[（(](?=\p{Script=Han}{1,2}[）)]))?/u.exec(rest) ?? [];
  const after = rest.slice(space.length);
  const named = hasLabel(text, numeral.at, known.label);
  const spoken = (): boolean => named || isSpokenOf(text, numeral.at, numeral.end, known.label);
  const exact = known.base !== '' && after.startsWith(known.base);
  if (known.isPercent) {
    const isShare = numeral.isPercent || after.startsWith('个百分点');
    if (isShare)
      return known.digits >= 2 || spoken()
        ? numeral.end + (numeral.isPercent ? 0 : '个百分点'.length + space.length)
        : -1;
    return known.digits >= 3 && isBare(after) ? numeral.end : -1;
  }
  if (numeral.isPercent) return -1;
  const unit = UNITS.find((one) => after.startsWith(one)) ?? '';
  const alike = exact || (unit !== '' && isAlike(unit, known.base));
  const end =
    numeral.end +
    (exact || alike
      ? space.length +
        (exact ? Math.max(known.base.length, unit.startsWith(known.base) ? unit.length : 0) : unit.length)
      : 0);
  if (isRough) {
    const digits = numeral.value / numeral.step;
    return (exact && digits >= 10) || (alike && spoken() && digits >= 10) || (exact && spoken()) ? end : -1;
  }
  if (exact && !(unit.length > known.base.length && known.digits < 2)) {
    if (known.value >= 10) return end;
    return spoken() || (!numeral.isChinese && !LOOSE.test(after)) ? end : -1;
  }
  if (alike) return known.digits >= 3 || spoken() ? end : -1;
  // 7391次 where 7391宗 are hidden: nothing else comes to just so many.
  if (known.digits >= 4 && isCount(unit) && isCount(known.base) && !isYear(numeral))
    return numeral.end + space.length + unit.length;
  // 合法性审查126份 stands for 126件 as well.
  if (named && known.digits >= 2 && isCount(unit) && isCount(known.base))
    return numeral.end + space.length + unit.length;
  if (
    isBare(after) &&
    (known.digits >= 4 ||
      (known.base === '元' && numeral.step >= 100 && known.digits >= 2) ||
      ((named || isCounted(text, numeral, known)) && known.value >= 10))
  )
    return isYear(numeral) && !named ? -1 : numeral.end;
  if (named && known.digits >= 3 && !ELSEWHERE.test(after) && unit === '') return numeral.end;
  return -1;
}

/** `社区矫正对象（人）：在册58`: the unit stands before the figure, with its name. */
const isCounted = (text: string, { at, end }: Numeral, { base, label }: Known): boolean =>
  isSpokenOf(text, at, end, label) &&
  (text.slice(Math.max(0, at - 24), at).includes(`（${base}）`) ||
    /(?:19|20)\d{2}年$/.test(text.slice(0, at)));

/** The same in another measure (10公顷 for 150亩), or as a share of one (0.986 for 98.6%). */
function otherwiseTo(text: string, numeral: Numeral, known: Known): number {
  const rest = text.slice(numeral.end, numeral.end + 6);
  if (known.isPercent) {
    const isShare =
      !numeral.isPercent && numeral.value < 1 && keyOf(numeral.value * 100) === keyOf(known.value);
    return isShare && isBare(rest) && isSpokenOf(text, numeral.at, numeral.end, known.label)
      ? numeral.end
      : -1;
  }
  if (numeral.isPercent) return -1;
  const after = rest.trimStart();
  const unit = UNITS.find((one) => after.startsWith(one)) ?? '';
  const times = unit === '' ? null : timesOf(unit, known.base);
  if (times === null) return -1;
  // 一天半.
  const half = after.startsWith('半', unit.length) ? 0.5 : 0;
  const end = numeral.end + (rest.length - after.length) + unit.length + (half ? 1 : 0);
  const value = (numeral.value + half) * times;
  if (Math.abs(value - known.value) > Math.max(1e-6, known.value * 0.002)) return -1;
  return known.digits >= 3 ||
    !Number.isInteger(numeral.value) ||
    numeral.value >= 100 ||
    isSpokenOf(text, numeral.at, end, known.label)
    ? end
    : -1;
}

/** 零败诉 and 没有一件 where the figure that is hidden is none. */
function nothingOf(text: string, label: string): Place[] {
  const found: Place[] = [];
  for (const match of text.matchAll(
    /(?:零|无一?(?:[件宗起例]|人|案))(?=\p{Script=Han}{2})|(?:没有|未有|未发生)(?:[一1])?[件宗起例人名]/gu,
  ))
    if (isSpokenOf(text, match.index, match.index + match[0].length, label))
      found.push({ text: match[0], at: match.index });
  return found;
}

const isBare = (after: string): boolean =>
  after === '' || /^[^\p{Script=Han}A-Za-z\d%％‰.\-—/〕\])）号]/u.test(after) || /^[)）]/.test(after);
const isYear = ({ value }: Numeral): boolean => value >= 1900 && value <= 2100;

/** 近7400 and 7300余 stand for 7391. */
function isAbout({ value, step, approx, isPercent }: Numeral, known: Known): boolean {
  if (isPercent !== known.isPercent || known.value < (isPercent ? 5 : 100)) return false;
  const difference = known.value - value;
  if (approx === 'above') return difference > 0 && difference < step;
  if (approx === 'below') return difference < 0 && -difference < step;
  return Math.abs(difference) <= step / 2;
}
