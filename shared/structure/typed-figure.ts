import { splitApprox } from '../figures/approx.ts';
import { fieldKind } from '../document/field-kinds.ts';
import type { Field } from '../document/types.ts';
import { fieldOfWords, narrowFigures } from './field-of-words.ts';
import { readFigure } from '../figures/parse-figure.ts';

export type TypedFigure = { value: string; unit: string; approx: string | undefined };

/**
 * What was typed into the value of a figure's field, as the field has it: `１２` is 12, `近200余` is 200 and 近余, and the
 * unit that was typed along (`12次`) is that of the field, or becomes it where there is none. What can't be read as a
 * figure stays as it is.
 */
export function typedFigure(typed: string, unit: string): TypedFigure {
  const text = typed.trim();
  const narrow = narrowFigures(text);
  const rest = unit !== '' && narrow.endsWith(narrowUnit(unit)) ? narrow.slice(0, -unit.length) : '';
  if (isFigure(rest)) return { ...split(rest), unit };
  if (unit === '' && !isFigure(narrow)) {
    const { kind, value = '', unit: own = '', approx } = fieldOfWords(narrow);
    if (kind && fieldKind(kind).figure && own && isFigure(value)) return { value, unit: own, approx };
  }
  return { ...(isFigure(narrow) ? split(narrow) : splitApprox(text)), unit };
}

/** A name as the field has it: 青禾镇 typed where 镇 stands behind the value anyway is 青禾. */
export function typedName(
  typed: string,
  { unit, unitPlace = 'after' }: Pick<Field, 'unit' | 'unitPlace'>,
): string {
  const text = typed.trim();
  if (unit === '' || text === unit) return text;
  if (unitPlace === 'after' && text.endsWith(unit)) return text.slice(0, -unit.length);
  if (unitPlace === 'before' && text.startsWith(unit)) return text.slice(unit.length);
  return text;
}

/** Why the figure can't stand so with this unit; null where it can. */
export function clashWithUnit(value: string, unit: string): string | null {
  if (value.endsWith('%') && unit && !unit.startsWith('%')) return `“%”也是单位，与“${unit}”只能用一个。`;
  if (value.endsWith('%') && unit.startsWith('%')) return '“%”已经在“单位”一栏里了。';
  const scale = /[万亿]$/.exec(value)?.[0];
  if (scale && /^[万亿]/.test(unit)) return `“${value}${unit}”里多了一个“${scale}”。`;
  return null;
}

const narrowUnit = (unit: string): string => unit.replace(/％/g, '%');

function isFigure(text: string): boolean {
  return text !== '' && readFigure(splitApprox(text).value).ok;
}

function split(text: string): { value: string; approx: string | undefined } {
  const { value, approx } = splitApprox(text);
  const read = readFigure(value);
  return { value: (read.ok ? read.better : null) ?? value, approx };
}
