import { bigramsOf, similarity } from '../text/similarity.ts';

export type KnownIndicator = { key: string; label: string; unit: string };

/** Below this likeness of names nothing is suggested. */
const ALIKE = 0.6;
/** A name that holds the whole of the other: 开展行政检查 holds 行政检查. */
const HOLDS = 0.85;
/** The same name with another unit is still the same thing (合同审查: 次, 份, 件), but less surely so. */
const OTHER_UNIT = 0.15;

/**
 * The indicator that a figure belongs to, from its name and unit; null where none is near enough. Units that count
 * people and times are told apart from money and shares, so that 投入26万元 never meets 次.
 */
export function suggestIndicator(
  label: string,
  unit: string,
  known: readonly KnownIndicator[],
): KnownIndicator | null {
  const name = plain(label);
  if (name.length < 2) return null;
  const bigrams = bigramsOf(name);
  let best: KnownIndicator | null = null;
  let bestScore = ALIKE;
  for (const one of known) {
    const other = plain(one.label);
    if (sortOf(unit) !== sortOf(one.unit)) continue;
    const holds = other.length > 2 && name.length > 2 && (name.endsWith(other) || other.endsWith(name));
    const score =
      (name === other ? 1 : Math.max(holds ? HOLDS : 0, similarity(bigramsOf(other), bigrams))) -
      (unit && one.unit && unit !== one.unit ? OTHER_UNIT : 0);
    if (score <= bestScore) continue;
    best = one;
    bestScore = score;
  }
  return best;
}

function plain(label: string): string {
  return label.replace(/[\s\p{P}]/gu, '');
}

function sortOf(unit: string): string {
  if (unit.endsWith('元')) return 'money';
  return /^[%％]|百分点/.test(unit) ? 'share' : 'count';
}
