import { describe, expect, it } from 'vitest';

import { leftoverCases } from '../../corpus/leftover-cases.ts';
import { scoreLeftovers } from '../../corpus/leftover-score.ts';

const RECALL = 0.95;
const FALSE_ALARMS = 0.04;

describe('leftovers in labelled sentences', () => {
  const score = scoreLeftovers(leftoverCases());

  it('are measured on enough of them', () => {
    expect(score.secrets).toBeGreaterThanOrEqual(200);
    expect(score.lookalikes).toBeGreaterThanOrEqual(250);
  });

  it('are found, nearly all of them', () => {
    expect(
      score.recall,
      score.missed.map(({ id, secret }) => `${id} ${secret}`).join('\n'),
    ).toBeGreaterThanOrEqual(RECALL);
  });

  it('are hardly ever asked about where there is none', () => {
    const shown = score.alarms.map(({ one, shown: words }) => `${one.id} ${words.join(' | ')}`).join('\n');
    expect(score.falseAlarms, shown).toBeLessThanOrEqual(FALSE_ALARMS);
  });
});
