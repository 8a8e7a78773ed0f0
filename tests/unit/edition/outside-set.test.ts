import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { readCases, scoreLeftovers } from '../../corpus/leftover-score.ts';

/** A little under what was reached: what is found may not get less. */
const SETS = [
  { file: 'first.jsonl', recall: 0.955, falseAlarms: 0.01 },
  { file: 'third.jsonl', recall: 0.83, falseAlarms: 0.025 },
] as const;

describe.each(SETS)('leftovers in the set $file of other authors', ({ file, recall, falseAlarms }) => {
  const path = fileURLToPath(new URL(`../../corpus/unredacted/${file}`, import.meta.url));
  const score = scoreLeftovers(readCases(path));

  it('are found as often as they were', () => {
    const missed = score.missed.map(({ id, secret }) => `${id} ${secret}`).join('\n');
    expect(score.recall, missed).toBeGreaterThanOrEqual(recall);
  });

  it('are not asked about more often where there is none', () => {
    const shown = score.alarms.map(({ one, shown: words }) => `${one.id} ${words.join(' | ')}`).join('\n');
    expect(score.falseAlarms, shown).toBeLessThanOrEqual(falseAlarms);
  });
});
