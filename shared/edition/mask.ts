import type { Field, Variables } from '../document/types.ts';
import { fieldUnit, fieldValue, withUnit } from '../document/plain-text.ts';
import { unitSuffix } from '../document/unit-name.ts';
import type { Template } from '../template/schema.ts';

/** What stands for an internal value that has no characters to count. */
const EMPTY = '**';

/**
 * Masks as they are written in redacted reports: `**`, `xxx`, `某`, `20xx`, a leader as `A`. A stored mask that is
 * anything else could itself be a secret, and is not let through.
 */
const KNOWN_MASK = /^(?:(?:19|20)?[*＊xX×✕╳_＿某○〇●□■]+|[A-Z])$/;

/** One mask character for each character of the value. */
export function maskOf(value: string, imported?: string): string {
  if (value) return '*'.repeat(Array.from(value).length);
  return imported && KNOWN_MASK.test(imported) ? imported : EMPTY;
}

/** Says of a variable whether its value may be printed in the public edition. */
export type VariableIsPublic = (key: string) => boolean;

/**
 * A variable is public only where the template says so. Without a template, and for a variable that the
 * template does not know, nobody has decided, so it is internal.
 */
export function variableIsPublic(template: Template | undefined): VariableIsPublic {
  return (key) => template?.variables.find((variable) => variable.key === key)?.sensitivity === 'public';
}

/** True where the public edition must not print the field's value. */
export function isSecret(field: Field, isPublic: VariableIsPublic): boolean {
  return field.sensitivity !== 'public' || (field.variable !== undefined && !isPublic(field.variable));
}

/** A field as the public edition prints a secret one: `***宗`, `**镇`, `书记**`. */
export function maskedField(field: Field, variables: Variables): string {
  const unit = fieldUnit(field, variables);
  return withUnit({ ...field, unit }, maskOf(fieldValue(field, variables), field.mask));
}

/** A unit's name as the public edition calls it: 青禾镇 → `**镇`. */
export function maskedUnitName(unit: string): string {
  const suffix = unitSuffix(unit);
  return maskOf(unit.slice(0, unit.length - suffix.length)) + suffix;
}
