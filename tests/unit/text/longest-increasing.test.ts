import fc from 'fast-check';
import { expect, test } from 'vitest';

import { heaviestIncreasing, longestIncreasing } from '../../../shared/text/longest-increasing.ts';
import { draws } from '../../random.ts';

/** Length of the longest strictly rising subsequence, the slow and obvious way. */
function longest(values: readonly number[]): number {
  const ends: number[] = [];
  values.forEach((value, at) => {
    const before = ends.slice(0, at).filter((_, other) => (values[other] ?? 0) < value);
    ends.push(1 + Math.max(0, ...before));
  });
  return Math.max(0, ...ends);
}

test('gives places in rising order, whose values rise', () => {
  expect(longestIncreasing([])).toEqual([]);
  expect(longestIncreasing([3, 0, 1, 2])).toEqual([1, 2, 3]);
  expect(longestIncreasing([5, 5, 5])).toHaveLength(1);
});

test('no rising subsequence is longer', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 40 }), (values) => {
      const places = longestIncreasing(values);
      const taken = places.map((at) => values[at] ?? -1);
      expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
      expect(taken).toEqual([...new Set(taken)].toSorted((a, b) => a - b));
      expect(places).toHaveLength(longest(values));
    }),
    { numRuns: draws(300) },
  );
});

test('of two that changed places the lighter one is left out', () => {
  expect(heaviestIncreasing([], [])).toEqual([]);
  expect(heaviestIncreasing([1, 0], [2, 3])).toEqual([1]);
  expect(heaviestIncreasing([1, 0], [3, 2])).toEqual([0]);
  expect(heaviestIncreasing([3, 0, 1, 2], [9, 1, 1, 1])).toEqual([0]);
});

test('no rising subsequence weighs more', () => {
  const pairs = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 30 })), { maxLength: 40 });
  fc.assert(
    fc.property(pairs, (all) => {
      const values = all.map(([value]) => value);
      const weights = all.map(([, weight]) => weight);
      const places = heaviestIncreasing(values, weights);
      const taken = places.map((at) => values[at] ?? -1);
      expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
      expect(taken).toEqual([...new Set(taken)].toSorted((a, b) => a - b));
      const most: number[] = [];
      values.forEach((value, at) => {
        const before = most.slice(0, at).filter((_, other) => (values[other] ?? 0) < value);
        most.push((weights[at] ?? 0) + Math.max(0, ...before));
      });
      expect(places.reduce((sum, at) => sum + (weights[at] ?? 0), 0)).toBe(Math.max(0, ...most));
    }),
    { numRuns: draws(300) },
  );
});
