import { describe, expect, it } from 'vitest';

import { mutatedRounds, type KindName } from './rounds.ts';

/** In the nightly run there are ten thousand (`batch.ts`). */
const FILES: readonly [KindName, number][] = [
  ['word', 35],
  ['returned', 25],
  ['text', 15],
  ['signed', 10],
  ['clipboard', 15],
  ['backups', 2],
];

describe('a file in which something is wrong', { timeout: 180_000 }, () => {
  it.each(FILES)('is read or refused, and nothing else comes of it: %s', async (kind, count) => {
    const { failures, taken, refused } = await mutatedRounds(kind, 20_251_205, count);
    expect(failures).toEqual([]);
    expect(taken + refused).toBe(count);
  });
});
