import { LOOSE_UNITS } from '../figures/number-spans.ts';
import { FIELD_KIND_NAMES, FIELD_KINDS, type FieldKind } from '../document/field-kinds.ts';

/** What stands behind a figure or a mask, by what it makes of it. The longest word is tried first. */
const WORDS_OF = {
  count: [
    '人次',
    '场次',
    '平方米',
    '公里',
    '小时',
    '次',
    '场',
    '宗',
    '件',
    '起',
    '个',
    '家',
    '户',
    '名',
    '人',
    '份',
    '条',
    '期',
    '处',
    '项',
    '部',
    '批',
    '篇',
    '册',
    '张',
    '幅',
    '块',
    '笔',
    '天',
  ],
  money: ['万元', '亿元', '元'],
  percentage: ['个百分点', '%', '％'],
  date: ['月', '日'],
  year: ['年'],
  person: ['律师', '同志'],
  organisation: [
    '律师事务所',
    '委员会',
    '办公室',
    '派出所',
    '司法所',
    '中心',
    '公司',
    '学校',
    '中学',
    '小学',
    '大学',
    '单位',
    '局',
    '所',
    '站',
  ],
  place: ['街道', '社区', '镇', '乡', '村', '区', '县', '市', '省'],
  document: ['号'],
} as const satisfies Record<FieldKind, readonly string[]>;

const AFTER: ReadonlyMap<string, FieldKind> = new Map(
  FIELD_KIND_NAMES.flatMap((kind) => WORDS_OF[kind].map((word): [string, FieldKind] => [word, kind])),
);

/** Offices whose holder's name follows: 书记*. */
const BEFORE = ['书记', '镇长', '乡长', '县长', '区长', '市长', '主任', '局长', '所长', '院长'];

const LONGEST_FIRST = [...AFTER.keys()].sort((a, b) => b.length - a.length);

export type UnitFound = { unit: string; kind: FieldKind };

/** The unit that `text` begins with; null where it begins with none. */
export function unitAt(text: string): UnitFound | null {
  const unit = LONGEST_FIRST.find((word) => text.startsWith(word));
  return unit === undefined ? null : { unit, kind: AFTER.get(unit) ?? 'count' };
}

/** What a name ends with that a mask leaves standing: 镇 of 青禾镇, 公司, 同志. Null where nothing stands before it. */
export function nameUnitOf(name: string): UnitFound | null {
  const unit = LONGEST_FIRST.find(
    (word) => FIELD_KINDS[AFTER.get(word) ?? 'count'].name && name.endsWith(word),
  );
  return unit === undefined || unit === name ? null : { unit, kind: AFTER.get(unit) ?? 'organisation' };
}

/** The office that `text` ends with. */
export function officeBefore(text: string): string | null {
  return BEFORE.find((word) => text.endsWith(word)) ?? null;
}

/** The office that `text` begins with. */
export function officeAfter(text: string): string | null {
  return BEFORE.find((word) => text.startsWith(word)) ?? null;
}

/** Units of yearly figures: plain counts that say how much was done. */
const FIGURE_UNITS = [
  '人次',
  '场次',
  '次',
  '场',
  '宗',
  '件',
  '起',
  '份',
  '名',
  '人',
  '户',
  '家',
  '册',
  '幅',
  '张',
  '期',
  '万元',
  '亿元',
  '元',
  '笔',
  '批',
  '%',
  '％',
];

export function figureUnitAt(text: string): { unit: string; kind: FieldKind; loose: boolean } | null {
  const strict = FIGURE_UNITS.find((word) => text.startsWith(word));
  if (strict !== undefined) return { unit: strict, kind: AFTER.get(strict) ?? 'count', loose: false };
  const loose = LOOSE_UNITS.find((word) => text.startsWith(word));
  return loose === undefined ? null : { unit: loose, kind: 'count', loose: true };
}
