import type { Field, FieldKind, OrdinalScheme, ParagraphRole, Sensitivity, UnitPlace } from './types.ts';

/** Of each property that is known: whether a value is of the right kind. */
export type PropertyShapes = Readonly<Record<string, (value: unknown) => boolean>>;

const isString = (value: unknown): boolean => typeof value === 'string';
const isTrue = (value: unknown): boolean => value === true;
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isKeyOf =
  (record: Readonly<Record<string, true>>) =>
  (value: unknown): boolean =>
    typeof value === 'string' && Object.hasOwn(record, value);

const KINDS = {
  count: true,
  money: true,
  percentage: true,
  year: true,
  date: true,
  person: true,
  organisation: true,
  place: true,
  document: true,
} satisfies Record<FieldKind, true>;
const SENSITIVITIES = { public: true, internal: true, secret: true } satisfies Record<Sensitivity, true>;
const PLACES = { after: true, before: true, none: true } satisfies Record<UnitPlace, true>;
const SCHEMES = { shi: true, yao: true, shouxian: true, di: true, qi: true } satisfies Record<
  OrdinalScheme,
  true
>;
const ROLES = {
  body: true,
  addressee: true,
  attachment: true,
  docnumber: true,
  unit: true,
  date: true,
} satisfies Record<ParagraphRole | 'unit' | 'date', true>;

const isShape =
  (shapes: PropertyShapes, required: readonly string[] = []) =>
  (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    required.every((key) => key in value) &&
    hasRightProperties(value as Record<string, unknown>, shapes);

/** True where every property that is known is of the right kind. What is not known is left to others to judge. */
export function hasRightProperties(node: Readonly<Record<string, unknown>>, shapes: PropertyShapes): boolean {
  return Object.entries(node).every(([key, value]) => isRightProperty(key, value, shapes));
}

export function isRightProperty(key: string, value: unknown, shapes: PropertyShapes): boolean {
  if (key.startsWith('c_')) return value === true;
  return Object.hasOwn(shapes, key) ? (shapes[key]?.(value) ?? true) : true;
}

const MARKS: PropertyShapes = { secret: isTrue, ins: isString, del: isString };

export const LEAF_SHAPES: PropertyShapes = { ...MARKS, text: isString };

export const ORDINAL_SHAPES: PropertyShapes = {
  ...MARKS,
  scheme: isKeyOf(SCHEMES),
  restart: isTrue,
  typed: isString,
  mark: isString,
};

const LAST: PropertyShapes = { value: isString, unit: isString, year: isNumber, approx: isString };
const BASE: PropertyShapes = { ...LAST, sensitivity: isKeyOf(SENSITIVITIES) };
const COMPUTED: PropertyShapes = {
  kind: (value) => value === 'change',
  source: isString,
  base: isShape(BASE, ['value', 'unit', 'year', 'sensitivity']),
};

export const FIELD_SHAPES: PropertyShapes = {
  ...MARKS,
  id: isString,
  kind: isKeyOf(KINDS),
  value: isString,
  unit: isString,
  unitPlace: isKeyOf(PLACES),
  label: isString,
  approx: isString,
  cutoff: isString,
  sensitivity: isKeyOf(SENSITIVITIES),
  indicator: isString,
  variable: isString,
  mask: isString,
  last: isShape(LAST, ['value', 'unit', 'year']),
  computed: isShape(COMPUTED, ['kind', 'source', 'base']),
};

/** What a field has at least; where something else stood, it is not for the public until somebody says so. */
export const FIELD_DEFAULTS = {
  kind: 'count',
  value: '',
  unit: '',
  label: '',
  sensitivity: 'internal',
} satisfies Partial<Field>;

const FORM: PropertyShapes = {
  type: isString,
  level: isNumber,
  slot: isString,
  typedNumber: isString,
  runIn: isTrue,
  role: isKeyOf(ROLES),
};

/** Blocks, and the rows and cells of a table. */
export const BLOCK_SHAPES: PropertyShapes = {
  ...FORM,
  id: isString,
  header: isTrue,
  secret: isTrue,
  pIns: isString,
  pDel: isString,
  pFmt: isString,
  pWas: isShape(FORM, ['type']),
  carried: isShape(
    {
      year: isNumber,
      keys: (value) => Array.isArray(value) && value.every((key) => typeof key === 'string'),
    },
    ['year', 'keys'],
  ),
};
