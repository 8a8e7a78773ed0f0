/** How far before and behind a figure its name is looked for. */
const NEAR = 26;
const WIDE = 44;

/** What a label is about: 行政检查数 is 行政检查. */
export const plainLabel = (label: string): string =>
  label
    .replace(/(?:数量|总数|总量|次数|件数|人数|场数|场次|宗数|金额|总额|占比|比例|面积|数|率)$/, '')
    .replace(/^(?:全年|本年|累计|共|平均)/, '');

/** True where the figure's name stands shortly before it, in the same sentence. */
export function hasLabel(text: string, at: number, label: string): boolean {
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

/** Pairs that many labels hold, and that tell none of them from others. */
const COMMON_PAIRS =
  /^(?:行政|法治|法律|工作|数量|情况|人员|全镇|全县|全区|全年|本年|案件|文件|活动|事项|项目|人民|公共|社会|服务|管理)$/;

/**
 * True where the sentence around a figure speaks of the same: two characters of its label that not every label holds.
 * 败诉案件 is spoken of in `仍有七件案件被判败诉`.
 */
export function isSpokenOf(text: string, at: number, end: number, label: string): boolean {
  if (label.length < 2) return false;
  const before =
    text
      .slice(Math.max(0, at - WIDE), at)
      .split(/[。；;！？\n]/)
      .at(-1) ?? '';
  const [after = ''] = text.slice(end, end + NEAR).split(/[。；;！？\n]/);
  const around = `${before} ${after}`;
  let pairs = 0;
  for (let from = 0; from + 2 <= label.length; from += 1) {
    const pair = label.slice(from, from + 2);
    if (COMMON_PAIRS.test(pair)) continue;
    pairs += 1;
    if (around.includes(pair)) return true;
  }
  return pairs === 0 && around.includes(label);
}
