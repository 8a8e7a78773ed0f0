/** How a report is listed whose unit is masked or not said; its variable stays empty. */
export const UNKNOWN_UNIT = '未写明单位';

const SUFFIXES = /(街道办事处|街道|人民政府|委员会|办公室|镇|乡|县|区|市|省|局|委|办|院|所|站|公司|中心)$/;

/** The last word of a unit's name, by which it is called in a redacted text: 青禾镇 → 镇. Empty if there is none. */
export function unitSuffix(name: string): string {
  return SUFFIXES.exec(name)?.[1] ?? '';
}
