import { firstWhere } from './first-where.ts';

/**
 * Indexes of a longest strictly increasing subsequence, in rising order: what keeps its place when a row is brought into
 * another order. Takes n·log n steps.
 */
export function longestIncreasing(values: readonly number[]): number[] {
  const tails: number[] = [];
  const before: number[] = [];
  values.forEach((value, at) => {
    const place = firstWhere(tails.length, (one) => (values[tails[one] ?? 0] ?? 0) >= value);
    before[at] = place > 0 ? (tails[place - 1] ?? -1) : -1;
    tails[place] = at;
  });
  const out: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) out.push(at);
  return out.reverse();
}

/**
 * The same, but of the subsequence that weighs most: of two that changed places the lighter one was moved.
 * @param values no negative ones
 */
export function heaviestIncreasing(values: readonly number[], weights: readonly number[]): number[] {
  /** By value, as a tree of prefixes: where the heaviest subsequence ends that stays below it. */
  const best: number[] = [];
  const size = values.reduce((most, value) => Math.max(most, value), 0) + 2;
  const total: number[] = [];
  const before: number[] = [];
  let end = -1;
  values.forEach((value, at) => {
    let last = -1;
    for (let n = value; n > 0; n -= n & -n) {
      const found = best[n] ?? -1;
      if (found >= 0 && (last < 0 || (total[found] ?? 0) > (total[last] ?? 0))) last = found;
    }
    before[at] = last;
    total[at] = (weights[at] ?? 0) + (last < 0 ? 0 : (total[last] ?? 0));
    for (let n = value + 1; n <= size; n += n & -n) {
      const found = best[n] ?? -1;
      if (found < 0 || (total[found] ?? 0) < (total[at] ?? 0)) best[n] = at;
    }
    if (end < 0 || (total[at] ?? 0) > (total[end] ?? 0)) end = at;
  });
  const out: number[] = [];
  for (let at = end; at >= 0; at = before[at] ?? -1) out.push(at);
  return out.reverse();
}
