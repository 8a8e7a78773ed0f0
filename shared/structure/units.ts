import type { FieldKind } from '../document/types.ts';

/** What stands behind a figure or a mask, and what it makes of it. The longest word is tried first. */
const AFTER: Record<string, FieldKind> = {
  律师事务所: 'organisation',
  委员会: 'organisation',
  办公室: 'organisation',
  派出所: 'organisation',
  司法所: 'organisation',
  中心: 'organisation',
  公司: 'organisation',
  学校: 'organisation',
  中学: 'organisation',
  小学: 'organisation',
  大学: 'organisation',
  单位: 'organisation',
  局: 'organisation',
  所: 'organisation',
  站: 'organisation',
  街道: 'place',
  社区: 'place',
  镇: 'place',
  乡: 'place',
  村: 'place',
  区: 'place',
  县: 'place',
  市: 'place',
  省: 'place',
  万元: 'money',
  亿元: 'money',
  元: 'money',
  个百分点: 'percentage',
  '%': 'percentage',
  '％': 'percentage',
  年: 'year',
  月: 'date',
  日: 'date',
  律师: 'person',
  同志: 'person',
  人次: 'count',
  场次: 'count',
  平方米: 'count',
  公里: 'count',
  小时: 'count',
  次: 'count',
  场: 'count',
  宗: 'count',
  件: 'count',
  起: 'count',
  个: 'count',
  家: 'count',
  户: 'count',
  名: 'count',
  人: 'count',
  份: 'count',
  条: 'count',
  期: 'count',
  处: 'count',
  项: 'count',
  部: 'count',
  批: 'count',
  篇: 'count',
  册: 'count',
  张: 'count',
  幅: 'count',
  块: 'count',
  笔: 'count',
  天: 'count',
  号: 'document',
};

/** Offices whose holder's name follows: 书记*. */
const BEFORE = ['书记', '镇长', '乡长', '县长', '区长', '市长', '主任', '局长', '所长', '院长'];

const LONGEST_FIRST = Object.keys(AFTER).sort((a, b) => b.length - a.length);

export type UnitFound = { unit: string; kind: FieldKind };

/** The unit that `text` begins with; null where it begins with none. */
export function unitAt(text: string): UnitFound | null {
  const unit = LONGEST_FIRST.find((word) => text.startsWith(word));
  return unit === undefined ? null : { unit, kind: AFTER[unit] ?? 'count' };
}

const NAMED = new Set<FieldKind>(['place', 'organisation', 'person']);

/** What a name ends with that a mask leaves standing: 镇 of 青禾镇, 公司, 同志. Null where nothing stands before it. */
export function nameUnitOf(name: string): UnitFound | null {
  const unit = LONGEST_FIRST.find((word) => NAMED.has(AFTER[word] ?? 'count') && name.endsWith(word));
  return unit === undefined || unit === name ? null : { unit, kind: AFTER[unit] ?? 'organisation' };
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

/** Units that also count what every text counts (三项措施): a figure only behind a verb that makes or handles things. */
const LOOSE_UNITS = ['个', '项', '条', '处', '部', '块'];

export function figureUnitAt(text: string): { unit: string; kind: FieldKind; loose: boolean } | null {
  const strict = FIGURE_UNITS.find((word) => text.startsWith(word));
  if (strict !== undefined) return { unit: strict, kind: AFTER[strict] ?? 'count', loose: false };
  const loose = LOOSE_UNITS.find((word) => text.startsWith(word));
  return loose === undefined ? null : { unit: loose, kind: 'count', loose: true };
}
