import { fc } from '../random.ts';
import { Campaign } from './campaign.ts';
import { reportSpec } from './reports.ts';
import { OVER_HIDDEN_AT_MOST, workOnReports } from './worked/campaign.ts';

/**
 * A stretch of the nightly attack, in a process of its own: what it holds goes with it. Arguments: `reports`, `pairs`
 * or `worked` (reports that are worked on before they are sent out), the seed, how many. The last line of its output is
 * what it found, as JSON, for worked ones with what was tried; it ends with 1 where anything was found.
 */
const [kind = '', seed = '', count = ''] = process.argv.slice(2);
const draw = { seed: Number(seed), numRuns: Number(count) };

/** Ends the stretch with what was found. */
function tell(found: object, isBad: boolean): void {
  process.stdout.write(`${JSON.stringify(found)}\n`);
  process.exitCode = isBad ? 1 : 0;
}

if (kind === 'worked') {
  const result = await workOnReports(draw.seed, draw.numRuns);
  tell(result, result.failures.length > 0 || result.overHidden.share > OVER_HIDDEN_AT_MOST);
} else {
  const campaign = await Campaign.open();
  try {
    const leaks: unknown[] = [];
    if (kind === 'reports') {
      for (const [at, spec] of fc.sample(reportSpec, draw).entries()) {
        const found = await campaign.report(spec, ['docx', 'txt', 'pdf']);
        if (found.length > 0) leaks.push({ found, spec });
        // All files of the house take three times as long.
        if (at % 5 > 0) continue;
        const inside = await campaign.internal(spec, true);
        if (inside.length > 0) leaks.push({ found: inside, spec });
        const differences = await campaign.differences(spec);
        if (differences.length > 0) leaks.push({ found: differences, spec });
      }
    } else {
      for (const [first, second] of fc.sample(fc.tuple(reportSpec, reportSpec), draw)) {
        const found = await campaign.pair(first, second, ['docx', 'pdf']);
        if (found.length > 0) leaks.push({ found, first, second });
      }
    }
    tell({ leaks }, leaks.length > 0);
  } finally {
    await campaign.close();
  }
}
