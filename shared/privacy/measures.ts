/** Units that count the same thing. */
const SAME = [
  ['宗', '件', '起', '案', '单', '例', '桩', '件次', '宗次', '笔'],
  ['人次', '人', '名', '位', '人员', '员'],
  ['场次', '场', '次', '期', '轮', '回', '批次', '批', '堂', '节', '趟', '遍'],
  ['元', '块', '圆', '人民币', '块钱', '元整'],
  ['户', '家', '户次', '家次'],
  ['份', '册', '张', '本', '页', '篇', '封', '幅'],
  ['个', '处', '所', '间', '座', '块', '支', '只', '台', '套', '部', '架'],
  ['条', '项', '款'],
  ['平方米', '㎡', '平米', '平方'],
  ['公里', '千米', 'km'],
] as const;

const CLASS_OF: ReadonlyMap<string, number> = new Map(
  SAME.flatMap((units, nth) => units.map((unit): [string, number] => [unit, nth])),
);
const COUNTS: ReadonlySet<string> = new Set(
  SAME.flat().filter((unit) => !/元|块|圆|币|米|里|㎡|km|方/.test(unit)),
);

/** Measures, as so many of the smallest of their sort. */
const MEASURES: readonly Readonly<Record<string, number>>[] = [
  { 克: 0.001, 斤: 0.5, 公斤: 1, 千克: 1, kg: 1, 吨: 1000, t: 1000, 担: 50 },
  { 平方米: 1, 平米: 1, '㎡': 1, 平方: 1, 亩: 2000 / 3, 公顷: 1e4, 平方公里: 1e6, 平方千米: 1e6 },
  { 米: 1, 里: 500, 华里: 500, 公里: 1000, 千米: 1000, km: 1000 },
  { 分钟: 1, 小时: 60, 个小时: 60, 钟头: 60, 天: 1440, 日: 1440, 周: 10080, 个星期: 10080, 星期: 10080 },
  { 个月: 1, 季度: 3, 年: 12 },
  { 面: 1, 个: 1, 副: 1, 双: 2, 打: 12 },
];

/** All units that are known, the longest first. */
export const UNITS: readonly string[] = [
  ...new Set([...CLASS_OF.keys(), ...MEASURES.flatMap((measure) => Object.keys(measure))]),
].sort((a, b) => b.length - a.length);

/** Neither money nor a measure. */
export const isCount = (unit: string): boolean => COUNTS.has(unit);

/** True for units that count the same: 86起 and 86件. */
export const isAlike = (a: string, b: string): boolean =>
  CLASS_OF.get(a) !== undefined && CLASS_OF.get(a) === CLASS_OF.get(b);

/** How many of the one unit make one of the other: 15 for 公顷 in 亩; null where they measure different things, or the same. */
export function timesOf(unit: string, base: string): number | null {
  if (unit === base) return null;
  for (const measure of MEASURES) {
    const a = measure[unit];
    const b = measure[base];
    if (a !== undefined && b !== undefined) return a / b;
  }
  return null;
}

/** True where other units measure the same: 亩, 公斤, 小时. */
export const isMeasure = (unit: string): boolean => MEASURES.some((measure) => measure[unit] !== undefined);
