import { expect, it } from 'vitest';

import { fillInOlderBrowsers } from '../../../renderer/base/older-browsers.ts';

/** What a browser would have of its own. */
const KIN = ['toSorted', 'toReversed', 'toSpliced', 'with'] as const;

const isOdd = (one: number): boolean => one % 2 === 1;

it('does what the newer browsers’ own do', () => {
  class Older extends Array<number> {}
  // As old as those browsers: it has none of them.
  Object.setPrototypeOf(Older.prototype, Object.prototype);
  const older = Older.prototype as unknown as Record<(typeof KIN)[number], (...args: unknown[]) => unknown>;
  const map = {} as { groupBy: typeof Map.groupBy };
  fillInOlderBrowsers(older, map);
  const list = [3, 1, 2, 10];
  const both = (name: (typeof KIN)[number], ...args: unknown[]): [unknown, unknown] => [
    older[name].apply(list, args),
    (list as unknown as typeof older)[name](...args),
  ];
  for (const [filled, own] of [
    both('toSorted'),
    both('toSorted', (a: number, b: number) => b - a),
    both('toReversed'),
    both('toSpliced', 1, 2, 7, 8),
    both('with', -1, 5),
  ])
    expect(filled).toEqual(own);
  expect(list).toEqual([3, 1, 2, 10]);
  expect(() => older.with.call(list, 4, 0)).toThrow(RangeError);
  expect(map.groupBy(list, isOdd)).toEqual(Map.groupBy(list, isOdd));
});

it('settles a promise from outside', async () => {
  const own = {} as { withResolvers: typeof Promise.withResolvers };
  fillInOlderBrowsers({}, {}, own);
  const good = own.withResolvers<number>();
  good.resolve(1);
  expect(await good.promise).toBe(1);
  const bad = own.withResolvers<number>();
  bad.reject(new Error('no'));
  await expect(bad.promise).rejects.toThrow('no');
});

it('leaves alone what is there', () => {
  const { toSorted } = Array.prototype;
  fillInOlderBrowsers();
  expect(Array.prototype.toSorted).toBe(toSorted);
});
