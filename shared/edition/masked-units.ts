import { isSpokenOf } from '../privacy/near-label.ts';
import { clauseOf, narrow } from './figure-clause.ts';

/** Money is money, whether in 元 or 万元. */
export function classOf(unit: string): string {
  const plain = unit.replaceAll('％', '%').trim();
  return /^(?:万|亿|百万|千万)?元$/.test(plain) ? '元' : plain;
}

/** Units of which every report holds many quantities that have nothing to do with each other. */
const COMMON_UNITS: ReadonlySet<string> = new Set(
  '件 人 次 元 % ‰ 份 天 个 起 场 场次 人次 条 名 户 家 项 个月 年 月 日 小时 期 篇 册 处 部 张 个百分点'.split(
    ' ',
  ),
);

/** What a masked figure counts, in words, and how many: NaN or 0 where it isn't filled in. */
type MaskedFigure = { words: string; value: number };

/** How far two numbers may lie apart that may be the same one, rounded. */
const NEARLY = 0.02;
const NEARLY_PERCENT = 0.2;

/** Units in which figures are masked. */
export class MaskedUnits {
  readonly #counted = new Map<string, MaskedFigure[]>();

  add(unit: string, about: MaskedFigure): void {
    if (unit) this.#counted.set(unit, [...(this.#counted.get(unit) ?? []), about]);
  }

  get units(): Iterable<string> {
    return this.#counted.keys();
  }

  has(unit: string): boolean {
    return this.#counted.has(classOf(unit));
  }

  /** True where the figure at this place of a text may well be what is masked elsewhere, or of its kind. */
  asksAbout(unit: string, text: string, from: number, to: number): boolean {
    const about = this.#counted.get(classOf(unit));
    if (!about) return false;
    if (OTHER.test(text.slice(clauseOf(text, from, to).from, from))) return false;
    if (about.length > 1 || !COMMON_UNITS.has(classOf(unit))) return true;
    const value = Number.parseFloat(narrow(text.slice(from, to)).replaceAll(',', ''));
    const clause = clauseOf(text, from, to);
    return about.some(
      (one) =>
        one.words === '' ||
        Math.abs(one.value - value) <= (unit === '%' ? NEARLY_PERCENT : one.value * NEARLY) ||
        isSpokenOf(clause.text, from - clause.from, to - clause.from, one.words),
    );
  }
}

/** Words before a figure that make it another quantity than the one that is masked: a part, a difference, a rate. */
const OTHER =
  /其中|其余|[较比](?:上年|去年|上一年|同期)|同比|环比|人均|每[件人次份起户场案名个]|标准|[另拟]?争取|新增$|至$/;
