import { describe, expect, it } from 'vitest';

import { attackOrder, attackReview } from '../attack/reviewed/campaign.ts';

// Reports are sent, edited by a model of Word that knows nothing of this program, and taken back: what is rejected is as it
// was, what is accepted says what Word says, nothing comes twice, and the order of copies is of no matter.

const nightly = process.env.NIANSHU_NIGHTLY === '1';
const from = nightly ? Number(process.env.NIANSHU_SEED) || Date.now() % 1e8 : 0;
const REVIEWS = nightly ? 5000 : 60;
const ORDERS = nightly ? 500 : 20;
/**
 * Of so many scripts one may come back otherwise than Word has it: what was put in before the title, and untracked edits
 * that leave no word of a table's last cell and of the paragraph behind it. Each is printed.
 */
const ONE_IN = 60;

describe('a report that was reviewed in Word', { timeout: 7_200_000 }, () => {
  it('comes back as Word has it, whatever was done there', async () => {
    const faults: string[] = [];
    for (let seed = from; seed < from + REVIEWS; seed += 1) {
      const found = await attackReview(seed).catch((error: unknown) => ({
        faults: [`the merge failed: ${String(error)}`],
        log: [],
      }));
      if (found.faults.length > 0)
        faults.push(`${seed}: ${found.faults.join('; ')}\n${found.log.join('\n')}`);
    }
    if (!nightly) expect(faults).toEqual([]);
    else if (faults.length > 0) process.stderr.write(`${faults.join('\n\n')}\n`);
    expect(faults.filter((one) => !/^\d+: accepted/.test(one))).toEqual([]);
    expect(faults.length).toBeLessThanOrEqual(REVIEWS / ONE_IN);
  });

  it('is the same whichever of two copies comes first', async () => {
    const faults: string[] = [];
    for (let seed = from; seed < from + ORDERS; seed += 1)
      for (const fault of await attackOrder(seed)) faults.push(`${seed}: ${fault}`);
    expect(faults).toEqual([]);
  });
});
