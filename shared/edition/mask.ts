import type { Field, Sensitivity, Variables } from '../document/types.ts';
import { fieldUnit, fieldValue, withUnit } from '../document/field-text.ts';
import { isUnitVariable, unitSuffix } from '../document/unit-name.ts';
import type { EditionSettings } from '../settings/editions.ts';
import type { Template } from '../template/schema.ts';
import type { Edition } from './edition.ts';

/** What stands for an internal value that has no characters to count. */
const EMPTY = '**';

/**
 * Masks as they are written in redacted reports: `**`, `xxx`, `某`, `20xx`, a leader as `A`. A stored mask that is
 * anything else could itself be a secret, and is not let through.
 */
const KNOWN_MASK = /^(?:(?:19|20)?[*＊xX×✕╳_＿某○〇●□■]+|[A-Z])$/;

/** How many mask characters stand for a value: as many as it has, or always this many. */
export type MaskStyle = 'width' | number;

/** One mask character for each character of the value, or as many as the style says. */
export function maskOf(value: string, style: MaskStyle = 'width', imported?: string): string {
  if (style !== 'width') return '*'.repeat(style);
  if (value) return '*'.repeat(Array.from(value).length);
  return imported && KNOWN_MASK.test(imported) ? imported : EMPTY;
}

/** What may be printed where, and how the rest is hidden: from the template and the unit's settings. */
export type EditionPolicy = {
  mask: MaskStyle;
  /** A variable's sensitivity. */
  variable: (key: string) => Sensitivity;
  /** True where the unit has decided about the variable by hand: its fields follow. */
  decided: (key: string) => boolean;
  /** Words in comments and notes are masked as in copies of before (`wordMasker`). */
  words?: 'before';
};

/**
 * A variable is public only where the template or the unit's settings say so. Without a template, and for a variable
 * that the template does not know, nobody has decided, so it is internal.
 */
export function editionPolicy(template: Template | undefined, settings?: EditionSettings): EditionPolicy {
  const decided = (template && settings?.variables[template.id]) ?? {};
  const own = (key: string): Sensitivity | undefined =>
    Object.hasOwn(decided, key) ? decided[key] : undefined;
  const of = (key: string): Sensitivity | undefined =>
    own(key) ?? template?.variables.find((variable) => variable.key === key)?.sensitivity;
  return {
    mask: settings?.mask === 'fixed' ? settings.maskLength : 'width',
    // All names of the unit give away the same.
    variable: (key) => of(key) ?? (isUnitVariable(key) ? of('unit') : undefined) ?? 'internal',
    decided: (key) => own(key) !== undefined,
  };
}

const STRICTNESS: Record<Sensitivity, number> = { public: 0, internal: 1, secret: 2 };

/** The stricter of the field's own mark and its variable's; a variable that was decided by hand counts alone. */
export function sensitivityOf(field: Field, policy: EditionPolicy): Sensitivity {
  // What was stored by an unknown hand is not public.
  const own = Object.hasOwn(STRICTNESS, field.sensitivity) ? field.sensitivity : 'internal';
  if (field.variable === undefined || own === 'secret') return own;
  const variable = policy.variable(field.variable);
  if (policy.decided(field.variable)) return variable;
  return STRICTNESS[own] > STRICTNESS[variable] ? own : variable;
}

/** True where an edition must not print a value of this sensitivity. */
export function isHiddenIn(edition: Edition, sensitivity: Sensitivity): boolean {
  return sensitivity === 'secret' || (edition === 'public' && sensitivity !== 'public');
}

/** True where the edition must not print the field's value. */
export function hidesField(field: Field, edition: Edition, policy: EditionPolicy): boolean {
  return isHiddenIn(edition, sensitivityOf(field, policy));
}

/** A hidden field as it is printed: `***宗`, `**镇`, `书记**`. */
export function maskedField(field: Field, variables: Variables, style: MaskStyle): string {
  // Not even the direction is told.
  if (field.computed) return `比上年${maskOf('', style)}`;
  const unit = fieldUnit(field, variables);
  return withUnit({ ...field, unit }, maskOf(fieldValue(field, variables), style, field.mask));
}

/** A unit's name where it is hidden: 青禾镇 → `**镇`. */
export function maskedUnitName(unit: string, style: MaskStyle = 'width'): string {
  const suffix = unitSuffix(unit);
  return maskOf(unit.slice(0, unit.length - suffix.length), style) + suffix;
}
