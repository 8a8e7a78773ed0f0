import type { Variables } from './types.ts';

/** How a report is listed whose unit is masked or not said; its variable stays empty. */
export const UNKNOWN_UNIT = '未写明单位';

const SUFFIXES = /(街道办事处|街道|人民政府|委员会|办公室|镇|乡|县|区|市|省|局|委|办|院|所|站|公司|中心)$/;

/** The last word of a unit's name, by which it is called in a redacted text: 青禾镇 → 镇. Empty if there is none. */
export function unitSuffix(name: string): string {
  return SUFFIXES.exec(name)?.[1] ?? '';
}

/**
 * Variables of a report that say whose it is. `unit` is the one unit of the report; the others are its other names, each
 * typed in only where it is not what follows from the unit's name.
 */
export const UNIT_VARIABLES = {
  unit: '单位',
  unitShort: '单位简称',
  unitSign: '发文机关代字',
  unitParty: '党委名称',
  unitGovernment: '政府名称',
} as const;
export type UnitVariable = keyof typeof UNIT_VARIABLES;

export const isUnitVariable = (key: string): key is UnitVariable => Object.hasOwn(UNIT_VARIABLES, key);

/** The names of a report's unit. */
export type UnitNames = {
  /** 青禾镇 */
  name: string;
  short: string;
  /** As in 青府〔2026〕5号; '' where it can't be told from the name. */
  sign: string;
  /** 中共青禾镇委员会 */
  party: string;
  /** 青禾镇人民政府 */
  government: string;
};

/**
 * The names of the report's unit: those that were typed in, else what offices of its kind are called.
 * @param unit the unit that the report is filed under, for a text that does not say it
 */
export function unitNames(variables: Variables, unit = ''): UnitNames {
  const name = variables['unit'] || unit;
  const known = name === UNKNOWN_UNIT ? '' : name;
  return {
    name: known,
    short: variables['unitShort'] || shortOf(known),
    sign: variables['unitSign'] || signOf(known),
    party: variables['unitParty'] || partyOf(known),
    government: variables['unitGovernment'] || governmentOf(known),
  };
}

/** 青禾镇 of 青禾镇人民政府; any other name as it is. */
function shortOf(name: string): string {
  return /^(.{2,}(?:镇|乡|街道|县|区|市|省))(?:人民政府|办事处)$/.exec(name)?.[1] ?? name;
}

/** How documents of such a unit are most often signed: 青府, 青办 (街道), 云司 (云川市司法局). */
function signOf(name: string): string {
  const place = shortOf(name);
  const what = governs(place);
  if (what !== null) return place.charAt(0) + (what === 'place' ? '府' : '办');
  const [, first = '', office = ''] =
    /^(.).{0,40}?(?:镇|乡|街道|县|区|市|省)(.).{0,40}(?:局|委|办|厅)$/.exec(name) ?? [];
  return first + office;
}

/** What a unit governs, by the last word of its name: a place (镇、县), a street, or nothing. */
function governs(name: string): 'place' | 'street' | null {
  const suffix = unitSuffix(name);
  if (suffix === '街道') return 'street';
  return ['镇', '乡', '县', '区', '市', '省'].includes(suffix) ? 'place' : null;
}

function governmentOf(name: string): string {
  const what = governs(name);
  return what === null ? name : name + (what === 'place' ? '人民政府' : '办事处');
}

function partyOf(name: string): string {
  const place = name.replace(/(人民政府|办事处)$/, '');
  const what = governs(place);
  return what === null ? '' : `中共${place}${what === 'place' ? '委员会' : '工作委员会'}`;
}
