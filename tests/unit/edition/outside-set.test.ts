import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { readCases, scoreLeftovers } from '../../corpus/leftover-score.ts';

/** A little under what was reached: what is found may not get less. */
const RECALL = 0.955;
const FALSE_ALARMS = 0.04;

const FIRST = fileURLToPath(new URL('../../corpus/unredacted/first.jsonl', import.meta.url));

describe('leftovers in the first set of other authors', () => {
  const score = scoreLeftovers(readCases(FIRST));

  it('are found as often as they were', () => {
    const missed = score.missed.map(({ id, secret }) => `${id} ${secret}`).join('\n');
    expect(score.recall, missed).toBeGreaterThanOrEqual(RECALL);
  });

  it('are not asked about more often where there is none', () => {
    const shown = score.alarms.map(({ one, shown: words }) => `${one.id} ${words.join(' | ')}`).join('\n');
    expect(score.falseAlarms, shown).toBeLessThanOrEqual(FALSE_ALARMS);
  });
});
