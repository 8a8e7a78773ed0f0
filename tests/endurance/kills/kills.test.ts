import { describe, expect, it } from 'vitest';

import { killRounds, KINDS, type KindName } from './rounds.ts';

/** In the nightly run there are a thousand kills, and the original is as large as they come (`batch.ts`). */
const ROUNDS = 2;
const SIZE = 40 * 1024 * 1024;

describe('a process that is killed at any instant', { timeout: 120_000 }, () => {
  it.each(Object.keys(KINDS) as KindName[])('loses nothing that was answered, while %s', async (kind) => {
    expect(await killRounds(kind, 20_251_205, ROUNDS, SIZE)).toEqual([]);
  });
});
