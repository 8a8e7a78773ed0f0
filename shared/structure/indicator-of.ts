import { bigramsOf } from '../text/similarity.ts';
import type { Indicator } from '../template/schema.ts';

/** The indicators of one unit: how many pairs of characters their labels have, and where each pair stands. */
type OfUnit = { indicators: Indicator[]; sizes: number[]; pairs: Map<string, [at: number, n: number][]> };

const LOOKUPS = new WeakMap<readonly Indicator[], Map<string, OfUnit>>();

function lookupOf(indicators: readonly Indicator[]): Map<string, OfUnit> {
  let lookup = LOOKUPS.get(indicators);
  if (lookup) return lookup;
  lookup = new Map();
  for (const indicator of indicators) {
    let own = lookup.get(indicator.unit);
    if (!own) lookup.set(indicator.unit, (own = { indicators: [], sizes: [], pairs: new Map() }));
    const at = own.indicators.push(indicator) - 1;
    let size = 0;
    for (const [pair, n] of bigramsOf(indicator.label)) {
      size += n;
      const places = own.pairs.get(pair);
      if (places) places.push([at, n]);
      else own.pairs.set(pair, [[at, n]]);
    }
    own.sizes.push(size);
  }
  LOOKUPS.set(indicators, lookup);
  return lookup;
}

/** As alike as this, by Dice's coefficient of their pairs of characters, words name an indicator. */
const NAMED = 0.45;

/**
 * The yearly figure that the words before a number name; the unit must be the same. The first of the most alike. A
 * report asks for each of its numbers, so a look at the pairs of the few words must do, and most are in no label.
 */
export function indicatorOf(
  label: string,
  unit: string,
  indicators: readonly Indicator[],
): Indicator | undefined {
  const own = lookupOf(indicators).get(unit);
  if (!own) return undefined;
  let found = false;
  for (let at = 0; at + 1 < label.length && !found; at += 1) found = own.pairs.has(label.slice(at, at + 2));
  if (!found) return undefined;
  const common = own.sizes.map(() => 0);
  let size = 0;
  for (const [pair, n] of bigramsOf(label)) {
    size += n;
    for (const [at, other] of own.pairs.get(pair) ?? []) common[at] = (common[at] ?? 0) + Math.min(n, other);
  }
  let best = -1;
  let most = 0;
  common.forEach((n, at) => {
    const alike = (2 * n) / (size + (own.sizes[at] ?? 0));
    if (alike < NAMED || alike <= most) return;
    best = at;
    most = alike;
  });
  return own.indicators[best];
}
