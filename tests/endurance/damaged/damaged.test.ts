import { expect, it } from 'vitest';

import { damageRounds } from './rounds.ts';

/**
 * Whatever happens to a data folder: what anything in it still holds comes back, and what is not as it was is told. The
 * nightly run has two thousand of these, in stretches.
 */
it('a damaged folder loses nothing that anything in it still holds, and nothing without a word', async () => {
  expect(await damageRounds(20_251_205, 25)).toEqual([]);
}, 300_000);
