import { tagsOf, type Tag } from '../../../docx/read/named-xml.ts';

// Values as the standard writes them (ISO/IEC 29500-1, 17.18 and 22.9).

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  pt: 20,
  in: 1440,
  cm: 1440 / 2.54,
  mm: 1440 / 25.4,
  pc: 240,
  pi: 240,
};

/**
 * A length in twips; null where there is none, not a number where it is none.
 * @param unit what a number without a unit counts, in twips: half-points are 10
 */
export function lengthOf(value: string | undefined, unit = 1): number | null {
  if (value === undefined) return null;
  const match = /^(-?\d+(?:\.\d+)?)(|pt|in|cm|mm|pc|pi)$/.exec(value);
  if (!match) return Number.NaN;
  const [, number = '', name = ''] = match;
  return Number(number) * (name === '' ? unit : (UNITS[name] ?? Number.NaN));
}

/** Whether a property that is there is on. What is neither on nor off counts as on. */
export const isOn = (tag: Tag): boolean =>
  !['0', 'false', 'off', 'none'].includes(tag.attributes['w:val'] ?? '1');

/** What may stand several times; of two others, some programs show the first and some the second. */
const LISTS = new Set(['w:headerReference', 'w:footerReference', 'w:tab', 'w:rStyle']);

/** Names that stand twice in an element of properties. */
export function doubled(properties: Tag): string[] {
  const names = tagsOf(properties).map(({ name }) => name);
  return [...new Set(names.filter((name, at) => !LISTS.has(name) && names.indexOf(name) !== at))];
}
