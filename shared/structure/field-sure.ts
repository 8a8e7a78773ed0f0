import type { Field } from '../document/types.ts';

/** Below, somebody should look whether it is a field at all. */
export const FIELD_SURE = 0.8;

/** Units that also count what every text counts. */
const LOOSE = new Set(['个', '项', '条', '处', '部', '块']);

/**
 * How likely a field that recognition has made is one, 0 to 1: by the form of its mask, or the unit of its figure.
 * What the corpus shows to go wrong now and then is a letter for a name, and a mask that nothing explains.
 */
export function sureOfField({ kind, unit, mask, variable }: Field): number {
  if (variable) return 0.97;
  if (mask === undefined) return LOOSE.has(unit) ? 0.85 : 0.95;
  if (/^[A-Z]$/.test(mask)) return 0.75;
  return kind === 'organisation' && unit === '' ? 0.6 : 0.97;
}
