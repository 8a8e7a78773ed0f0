/** What the program has to know of a kind of field. */
type FieldKindFacts = {
  /** 类别 in the field's card. */
  label: string;
  /** Counted or measured: it may be about so much, up to a day, and is compared from year to year. */
  figure: boolean;
  /** A number of things or of money, as against a share or a day: it needs a unit and can be held against last year's. */
  amount: boolean;
  /** How its value is written; figures and days stand right in a table, words left. */
  value: 'number' | 'date' | 'words';
  /** How a change from year to year is said: in percent, or in percentage points of a share. */
  change: 'percent' | 'points';
  /** A name, whose end (镇, 公司, 同志) a mask leaves standing. */
  name: boolean;
  /** A name that ends with the unit: when 青禾镇 becomes 青禾街道, the unit changes with it. */
  unitInName: boolean;
};

const FIGURE = { figure: true, name: false, unitInName: false } as const;
const OTHER = { figure: false, amount: false, change: 'percent', name: false, unitInName: false } as const;
const NAME = { ...OTHER, value: 'words', name: true } as const;

/**
 * The kinds of fields, in the order in which they are offered. A new one is an entry here; the compiler then asks for
 * the units that tell it (`structure/units.ts`). All lists, labels and schemas of kinds follow from this record.
 */
export const FIELD_KINDS = {
  count: { ...FIGURE, label: '数量', amount: true, value: 'number', change: 'percent' },
  money: { ...FIGURE, label: '金额', amount: true, value: 'number', change: 'percent' },
  percentage: { ...FIGURE, label: '比例', amount: false, value: 'number', change: 'points' },
  date: { ...OTHER, label: '日期', value: 'date' },
  year: { ...OTHER, label: '年份', value: 'number' },
  person: { ...NAME, label: '人名' },
  organisation: { ...NAME, label: '单位', unitInName: true },
  place: { ...NAME, label: '地名', unitInName: true },
  document: { ...OTHER, label: '文件', value: 'words' },
} as const satisfies Record<string, FieldKindFacts>;

export type FieldKind = keyof typeof FIELD_KINDS;

// A record of ours has the keys that its type names.
export const FIELD_KIND_NAMES = Object.keys(FIELD_KINDS) as FieldKind[];

/** What is known of a kind, without the exact values of each entry. */
export const fieldKind = (kind: FieldKind): FieldKindFacts => FIELD_KINDS[kind];
